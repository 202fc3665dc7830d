package io.chromarunbook.chroma;

import java.util.Map;

/**
 * Which records are asked for, in Chroma's own notation.
 *
 * @param where on metadata, such as {@code {"lang": "en"}}; empty for any
 * @param whereDocument on the document, such as {@code {"$contains": "index"}}; empty for any
 */
public record RecordFilter(Map<String, Object> where, Map<String, Object> whereDocument) {

  /** Every record. */
  public static final RecordFilter ALL = new RecordFilter(Map.of(), Map.of());

  public RecordFilter {
    where = Map.copyOf(where);
    whereDocument = Map.copyOf(whereDocument);
  }

  /** On metadata. */
  public static RecordFilter where(Map<String, Object> where) {
    return new RecordFilter(where, Map.of());
  }

  /** On documents that contain a text. */
  public static RecordFilter containing(String text) {
    return new RecordFilter(Map.of(), Map.of("$contains", text));
  }
}
