package io.chromarunbook.starter.demo;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One paragraph of the book, as the demo's source server holds it. The embedding is not copied.
 *
 * @param id the collection, the page and the chunk's place in it, such as {@code
 *     sql_language/ddl-constraints/0007}
 * @param document at most 440 characters, at most 120 of the model's tokens
 * @param metadata values are String, Long, Double or Boolean; never null
 * @param embedding 384 components, of length one but for the rounding of its stored form
 */
@SuppressWarnings("ArrayRecordComponent") // boxing every component would cost ten times the memory
public record CorpusRecord(
    String id, String document, Map<String, Object> metadata, float[] embedding) {

  public CorpusRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(document, "document");
    metadata = Collections.unmodifiableMap(new LinkedHashMap<String, Object>(metadata));
    Objects.requireNonNull(embedding, "embedding");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CorpusRecord that
        && id.equals(that.id)
        && document.equals(that.document)
        && metadata.equals(that.metadata)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, document, metadata, Arrays.hashCode(embedding));
  }

  @Override
  public String toString() {
    return "CorpusRecord[" + id + "]";
  }
}
