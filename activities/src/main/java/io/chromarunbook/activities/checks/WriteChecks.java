package io.chromarunbook.activities.checks;

import java.util.List;

/** Family 11: the target takes writes, shown in a scratch collection that is removed again. */
public final class WriteChecks {

  /** A record goes in. */
  public static final Check UPSERT = check("upsert", "takes a record");

  /** It reads back. */
  public static final Check READ = check("read", "gives it back as it was written");

  /** It is found. */
  public static final Check QUERY = check("query", "finds it by its vector");

  /** It changes. */
  public static final Check UPDATE = check("update", "changes it");

  /** It goes. */
  public static final Check DELETE = check("delete", "removes it");

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("write", "Write path", List.of(UPSERT, READ, QUERY, UPDATE, DELETE));

  private WriteChecks() {}

  private static Check check(String name, String what) {
    return Check.blocking(
        "write." + name,
        "the target " + what + ", in a scratch collection of each collection's settings",
        "Applications will be able to write: it was done, in a collection made and removed for it.",
        "Writes into the migrated collections themselves, which nobody touches here.",
        Inapplicable.NO_WRITE_PROBE);
  }
}
