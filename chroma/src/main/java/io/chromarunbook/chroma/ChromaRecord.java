package io.chromarunbook.chroma;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One record of a collection. Nothing is copied: whoever makes a record gives the array and the map
 * away.
 *
 * @param document null where the record has none
 * @param uri null where the record has none
 * @param metadata never null; empty, null and absent metadata are the same thing. Values are
 *     String, Long, Double, Boolean or a List of one of these; an integer beyond 64 bits is a
 *     BigInteger
 * @param embedding null where the record has none (0.x servers take such records)
 */
@SuppressWarnings("ArrayRecordComponent") // boxing every component would cost ten times the memory
public record ChromaRecord(
    String id, String document, String uri, Map<String, Object> metadata, float[] embedding) {

  public ChromaRecord {
    Objects.requireNonNull(id, "id");
    metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(metadata);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChromaRecord that
        && id.equals(that.id)
        && Objects.equals(document, that.document)
        && Objects.equals(uri, that.uri)
        && metadata.equals(that.metadata)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, document, uri, metadata, Arrays.hashCode(embedding));
  }

  @Override
  public String toString() {
    List<String> keys = metadata.keySet().stream().sorted().toList();
    return "ChromaRecord[" + id + ", metadata keys " + keys + "]";
  }
}
