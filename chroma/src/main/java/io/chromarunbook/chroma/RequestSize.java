package io.chromarunbook.chroma;

import java.util.Map;

/** Estimates how many bytes a record takes in a request: enough to keep bodies near a budget. */
public final class RequestSize {

  private static final int BASE64_BYTES_PER_COMPONENT = 6;
  private static final int DECIMAL_BYTES_PER_COMPONENT = 13;
  private static final int PUNCTUATION = 16;
  private static final int NUMBER = 20;

  // A control character is written as six.
  private static final int MOST_BYTES_PER_CHARACTER = 6;
  // Only texts of megabytes come near a server's limit, so only they are worth an exact count.
  private static final int LONG_TEXT = 64 << 10;

  private final int perComponent;

  /** As records are written to a server of these limits. */
  public RequestSize(ServerLimits limits) {
    this(limits.base64Embeddings() ? BASE64_BYTES_PER_COMPONENT : DECIMAL_BYTES_PER_COMPONENT);
  }

  private RequestSize(int perComponent) {
    this.perComponent = perComponent;
  }

  /** As records are written to a server that takes embeddings in base64. */
  public static RequestSize inBase64() {
    return new RequestSize(BASE64_BYTES_PER_COMPONENT);
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

  private static long text(String text) {
    return PUNCTUATION + (text == null ? 0 : bytes(text));
  }

  private static long bytes(String text) {
    if (text.length() < LONG_TEXT) {
      return text.length();
    }
    long bytes = 0;
    for (int index = 0; index < text.length(); index++) {
      bytes += bytes(text.charAt(index));
    }
    return bytes;
  }

  private static int bytes(char character) {
    if (character < ' ') {
      return character == '\n' || character == '\r' || character == '\t'
          ? 2
          : MOST_BYTES_PER_CHARACTER;
    }
    if (character == '"' || character == '\\') {
      return 2;
    }
    if (character < 0x80) {
      return 1;
    }
    // A pair of surrogates is four bytes, two for each half.
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
