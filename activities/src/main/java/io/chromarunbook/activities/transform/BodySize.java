package io.chromarunbook.activities.transform;

import io.chromarunbook.activities.chroma.ChromaRecord;
import java.util.Collection;

/**
 * Whether a record fits into one request. A 1.x server takes bodies of 40 MiB, as it is configured
 * when nobody says otherwise.
 */
final class BodySize {

  /** Bytes. */
  static final long LARGEST = 40L << 20;

  // A control character is written as six.
  private static final int MOST_BYTES_A_CHARACTER = 6;
  // Base64 of float32.
  private static final int BYTES_A_COMPONENT = 6;

  private BodySize() {}

  /** Bytes of the record in a request, without what surrounds its fields. */
  static long of(ChromaRecord record) {
    long bytes = text(record.id()) + text(record.document()) + text(record.uri());
    for (var field : record.metadata().entrySet()) {
      bytes += text(field.getKey()) + value(field.getValue());
    }
    return bytes
        + (record.embedding() == null ? 0 : (long) record.embedding().length * BYTES_A_COMPONENT);
  }

  private static long value(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    return value instanceof Collection<?> list ? list.stream().mapToLong(BodySize::value).sum() : 0;
  }

  private static long text(String text) {
    // Short texts need no exact count: only those of megabytes can matter.
    if (text == null || (long) text.length() * MOST_BYTES_A_CHARACTER < LARGEST / 100) {
      return text == null ? 0 : text.length();
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
          : MOST_BYTES_A_CHARACTER;
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
