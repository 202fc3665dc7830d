package io.chromarunbook.directory;

import java.util.Optional;

/**
 * Releases whose files have the same form. What tells them apart is the table {@code migrations};
 * its highest versions were measured on directories that each release made itself:
 *
 * <pre>
 * made by    sysdb  metadb  embeddings_queue
 * 0.4.24         4       3                 1
 * 0.5.11         9       4                 2
 * 0.5.23         9       4                 2
 * 0.6.3          9       4                 2
 * 1.5.9         10       6                 2
 * </pre>
 *
 * <p>0.5.23 and 0.6.3 leave the same schema byte for byte and take each other's directories, so no
 * file tells them apart: such a directory goes by the later of the two. A server migrates what it
 * opens at once and for ever, and none goes back.
 */
public enum ReleaseFamily {
  /** Parquet files; nothing of today opens them. */
  BEFORE_0_4("before 0.4", null),
  /** Up to sysdb 4: collections have topics, and the log is never pruned. */
  V0_4("0.4", "0.4.24"),
  /** Sysdb 5 to 8: the first half of 0.5. */
  V0_5("0.5", "0.5.23"),
  /** Sysdb 9: the second half of 0.5, and 0.6. */
  V0_6("0.5 or 0.6", "0.6.3"),
  /** Sysdb 10 or metadb 5 and later: sequence numbers are integers. */
  V1("1", "1.5.9");

  private static final int SYSDB_WITHOUT_TOPICS = 5;
  private static final int SYSDB_OF_0_6 = 9;
  private static final int METADB_OF_1 = 5;

  private final String label;
  private final String servedBestBy;

  ReleaseFamily(String label, String servedBestBy) {
    this.label = label;
    this.servedBestBy = servedBestBy;
  }

  static ReleaseFamily of(Migrations migrations) {
    if (migrations.sysdb() > SYSDB_OF_0_6 || migrations.metadb() >= METADB_OF_1) {
      return V1;
    }
    if (migrations.sysdb() == SYSDB_OF_0_6) {
      return V0_6;
    }
    return migrations.sysdb() >= SYSDB_WITHOUT_TOPICS ? V0_5 : V0_4;
  }

  /** As people call it. */
  public String label() {
    return label;
  }

  /** The release that reads such a directory without changing its form; none where none does. */
  public Optional<String> servedBestBy() {
    return Optional.ofNullable(servedBestBy);
  }

  /** Whether 1.5.9 reads it at one time and panics at another. */
  boolean opensByChance() {
    return this == V0_4 || this == V0_5;
  }

  boolean isCurrent() {
    return this == V1;
  }
}
