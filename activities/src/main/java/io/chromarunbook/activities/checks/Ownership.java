package io.chromarunbook.activities.checks;

/** Whose collection one at the target is. */
public enum Ownership {
  /** The run that is validated created it. */
  OWN,
  /** It bears the planned name, and somebody else created it. */
  OTHER,
  /** No run is validated, only what is at the servers. */
  UNKNOWN
}
