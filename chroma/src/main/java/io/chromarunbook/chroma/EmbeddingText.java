package io.chromarunbook.chroma;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * An embedding as text: base64 (RFC 4648, with padding) of its little-endian float32 components.
 *
 * <p>Nearly all characters of a snapshot are of embeddings, so four groups of base64, which are
 * three components, are read at once from where the parser has them. With the JDK's decoder, which
 * wants bytes and makes bytes, reading a part takes a quarter longer, with the JSON parser's own
 * half as long again.
 */
public final class EmbeddingText {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ASCII = 127;
  private static final int[] SEXTETS = new int[ASCII + 1];

  private static final int GROUP = 4;
  private static final int CHARACTERS = 4 * GROUP;
  private static final int COMPONENTS = 3;

  static {
    Arrays.fill(SEXTETS, -1);
    for (int value = 0; value < ALPHABET.length(); value++) {
      SEXTETS[ALPHABET.charAt(value)] = value;
    }
  }

  private EmbeddingText() {}

  /** The embedding as text. */
  public static String of(float[] embedding) {
    return Base64.getEncoder().encodeToString(bytes(embedding));
  }

  /** What the text says, as bytes. */
  public static byte[] bytes(float[] embedding) {
    ByteBuffer buffer =
        ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(embedding);
    return buffer.array();
  }

  /** A text that is base64, but of something else than floats. */
  public static final class NotFloatsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotFloatsException() {
      super("is not made of whole floats");
    }
  }

  /**
   * The embedding that this is the text of; here the padding may be missing, for people write such
   * texts too.
   *
   * @throws NotFloatsException where it is base64 of something else
   * @throws IllegalArgumentException where it is no base64
   */
  public static float[] read(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not base64", e);
    }
    if (bytes.length % Float.BYTES != 0) {
      throw new NotFloatsException();
    }
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  /**
   * The embedding whose text is this part of the characters.
   *
   * @throws IllegalArgumentException where the text is not of this shape; its message says what it
   *     is not
   */
  public static float[] read(char[] text, int offset, int length) {
    // The last group may be padded, so it belongs to what is left.
    int rounds = Math.max(0, length - 1) / CHARACTERS;
    float[] rest = rest(text, offset + rounds * CHARACTERS, length - rounds * CHARACTERS);
    float[] embedding = new float[rounds * COMPONENTS + rest.length];
    int wrong = 0;
    int from = offset;
    int to = 0;
    for (int round = 0; round < rounds; round++) {
      int first = group(text, from);
      int second = group(text, from + GROUP);
      int third = group(text, from + 2 * GROUP);
      int fourth = group(text, from + 3 * GROUP);
      wrong |= first | second | third | fourth;
      embedding[to] = component(first << 8 | second >> 16);
      embedding[to + 1] = component(second << 16 | third >> 8);
      embedding[to + 2] = component(third << 24 | fourth);
      from += CHARACTERS;
      to += COMPONENTS;
    }
    if (wrong < 0) {
      throw new IllegalArgumentException("is not base64");
    }
    System.arraycopy(rest, 0, embedding, to, rest.length);
    return embedding;
  }

  /** Three bytes, the first on top; negative where a character is none of base64. */
  private static int group(char[] text, int at) {
    char first = text[at];
    char second = text[at + 1];
    char third = text[at + 2];
    char fourth = text[at + 3];
    return (first | second | third | fourth) > ASCII
        ? -1
        : SEXTETS[first & ASCII] << 18
            | SEXTETS[second & ASCII] << 12
            | SEXTETS[third & ASCII] << 6
            | SEXTETS[fourth & ASCII];
  }

  private static float component(int bigEndian) {
    return Float.intBitsToFloat(Integer.reverseBytes(bigEndian));
  }

  private static float[] rest(char[] text, int offset, int length) {
    if (length % GROUP != 0) {
      throw new IllegalArgumentException("is not base64");
    }
    return read(new String(text, offset, length));
  }
}
