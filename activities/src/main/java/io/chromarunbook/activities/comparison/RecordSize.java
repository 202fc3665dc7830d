package io.chromarunbook.activities.comparison;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ServerLimits;
import java.util.Map;

/** Estimates how many bytes a record takes in a request: enough to keep bodies near a budget. */
public final class RecordSize {

  private static final int BASE64_BYTES_PER_COMPONENT = 6;
  private static final int DECIMAL_BYTES_PER_COMPONENT = 13;
  private static final int PUNCTUATION = 16;
  private static final int NUMBER = 20;

  private final int perComponent;

  /** As records are written to a server of these limits. */
  public RecordSize(ServerLimits limits) {
    this.perComponent =
        limits.base64Embeddings() ? BASE64_BYTES_PER_COMPONENT : DECIMAL_BYTES_PER_COMPONENT;
  }

  /** About how many bytes the record takes. */
  public long of(ChromaRecord record) {
    long bytes = text(record.id()) + text(record.document()) + text(record.uri());
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      bytes += text(field.getKey()) + value(field.getValue());
    }
    return bytes
        + (record.embedding() == null ? 0 : (long) record.embedding().length * perComponent);
  }

  private static long value(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    return value instanceof Iterable<?> list ? list(list) : NUMBER;
  }

  private static long list(Iterable<?> list) {
    long bytes = PUNCTUATION;
    for (Object each : list) {
      bytes += value(each);
    }
    return bytes;
  }

  // A character outside ASCII takes more; the server's own limit is five times the budget.
  private static long text(String text) {
    return text == null ? PUNCTUATION : text.length() + (long) PUNCTUATION;
  }
}
