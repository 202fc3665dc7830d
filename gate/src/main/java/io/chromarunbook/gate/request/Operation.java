package io.chromarunbook.gate.request;

/**
 * What a request asks for.
 *
 * @param name as the table has it, "unknown" where it has none
 * @param collection the id or the name of the collection as the path has it, decoded; null where
 *     the path names none
 * @param api "v1", "v2", or "other" where the path belongs to neither
 */
public record Operation(String name, OperationKind kind, String collection, String api) {

  /** The name of what is not in the table. */
  public static final String UNKNOWN = "unknown";

  /** Whether it may change something: a write, or what nobody knows. */
  public boolean mayChange() {
    return kind != OperationKind.READ;
  }
}
