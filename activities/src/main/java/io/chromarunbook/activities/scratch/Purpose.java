package io.chromarunbook.activities.scratch;

/** What scratch collections are made for; their names say so to whoever sees one. */
public enum Purpose {
  /** To see whether the target takes what the source has, or takes writes at all. */
  TRIAL("runbook-scratch"),
  /** To restore a portion of a snapshot. */
  REHEARSAL("runbook-rehearsal");

  private final String kind;

  Purpose(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }
}
