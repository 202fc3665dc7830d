package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.Map;

/** How large records are, roughly: what memory, bodies and files are planned by. */
public final class RecordBytes {

  private RecordBytes() {}

  /** Characters of id, document, uri and metadata, in bytes. */
  public static long ofText(ChromaRecord record) {
    long size = length(record.id()) + length(record.document()) + length(record.uri());
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      size += length(field.getKey()) + length(String.valueOf(field.getValue()));
    }
    return size;
  }

  /** Text and embedding, in bytes. */
  public static long of(ChromaRecord record) {
    return ofText(record)
        + (record.embedding() == null ? 0 : (long) record.embedding().length * Float.BYTES);
  }

  /** As a line of a part: text, and the embedding in base64. */
  public static long ofLine(ChromaRecord record) {
    return ofText(record)
        + (record.embedding() == null ? 0 : record.embedding().length * (Float.BYTES * 4L) / 3);
  }

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }
}
