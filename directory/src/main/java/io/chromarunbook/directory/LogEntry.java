package io.chromarunbook.directory;

/**
 * A write in the log.
 *
 * @param document of which JSON type its document is; empty where it has none, null where its
 *     metadata are no JSON
 */
record LogEntry(
    long number, Operation operation, String id, boolean vector, long bytes, String document) {

  /** As Chroma numbers them. */
  enum Operation {
    ADD,
    UPDATE,
    UPSERT,
    DELETE,
    UNKNOWN;

    static Operation of(int number) {
      return switch (number) {
        case 0 -> ADD;
        case 1 -> UPDATE;
        case 2 -> UPSERT;
        case 3 -> DELETE;
        default -> UNKNOWN;
      };
    }
  }

  boolean readable() {
    return document != null;
  }
}
