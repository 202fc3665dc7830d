package io.chromarunbook.directory;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A collection as its files have it.
 *
 * @param records as its segment of metadata counts them
 * @param documents how many of them have a document
 * @param dimension none before the first record
 * @param space how distances are measured: by its metadata, which all releases go by, else by its
 *     schema or configuration, else l2
 * @param metadata its own, with numbers, text and booleans
 * @param keys of its records
 * @param pending entries of the log that its index does not have yet
 */
public record AssessedCollection(
    String id,
    CollectionName fullName,
    long records,
    long documents,
    OptionalInt dimension,
    String space,
    Map<String, Object> metadata,
    List<MetadataKey> keys,
    IndexFacts index,
    long pending,
    Verdict verdict) {

  /** Copies. */
  public AssessedCollection {
    metadata = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(metadata));
    keys = List.copyOf(keys);
  }

  /** Its tenant. */
  public String tenant() {
    return fullName.tenant();
  }

  /** Its database. */
  public String database() {
    return fullName.database();
  }

  /** Its name there. */
  public String name() {
    return fullName.name();
  }

  /** Whether it is in this database of this tenant. */
  public boolean isIn(String tenant, String database) {
    return tenant().equals(tenant) && database().equals(database);
  }

  AssessedCollection judged(Verdict judged) {
    return new AssessedCollection(
        id, fullName, records, documents, dimension, space, metadata, keys, index, pending, judged);
  }
}
