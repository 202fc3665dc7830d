package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the embeddings of an answer past its parser. Nearly all of an answer is decimals of
 * components, and a parser looks at each character of them three times: as a token, as text, and as
 * a number. What is not a plain number takes the slow way, so both ways know the same numbers.
 */
final class EmbeddingColumn {

  private static final int BUFFER = 1 << 14;

  /** No number a server writes plainly is longer; what is longer takes the slow way. */
  private static final int PLAIN_LENGTH = 64;

  private static final int LONGEST = 1_000;

  /** So many digits fit into a long. */
  private static final int MOST_DIGITS = 18;

  private static final int MOST_DIGITS_OF_POWER = 3;
  private static final int NOT_PLAIN = -1;

  /** Of the powers of ten, doubles hold these exactly. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** What a double has more than a float, in bits of its fraction. */
  private static final long BEYOND_FLOAT = (1L << 29) - 1;

  private static final long HALF_WAY = 1L << 28;
  private static final long DOUBT = 4;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long UPPER_HALVES = 0xf0f0_f0f0_f0f0_f0f0L;
  private static final long SIXES = 0x0606_0606_0606_0606L;
  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final long DIGITS_BOTH_TIMES = 0x3333_3333_3333_3333L;

  private final PushbackInputStream input;
  // More than is ever filled: a zero behind the last byte ends every loop over digits, also where
  // eight bytes are looked at from there.
  private final byte[] buffer = new byte[BUFFER + Long.BYTES];
  private int at;
  private int end;
  private float[] components = new float[1024];

  // Of the number being read: its digits without the point, and the power of ten to multiply by.
  private long digits;
  private int significant;
  private int exponent;

  private final int most;
  private int read;

  private EmbeddingColumn(PushbackInputStream input, int most) {
    this.input = input;
    this.most = most;
  }

  /** How many bytes a parser's input must be able to take back. */
  static int mostGivenBack() {
    return BUFFER;
  }

  /**
   * Reads the array at the parser's token to its end; null stands where a record has no embedding.
   *
   * @param parser reads from a {@link PushbackInputStream}, as {@link JsonStreams#parser} does
   * @param most embeddings that were asked for
   */
  static List<float[]> read(JsonParser parser, int most) throws IOException {
    JsonStreams.expect(parser, JsonToken.START_ARRAY);
    if (!(parser.getInputSource() instanceof PushbackInputStream input)) {
      throw new JsonStreams.Unexpected("the answer is not in UTF-8");
    }
    ByteArrayOutputStream unused = new ByteArrayOutputStream();
    parser.releaseBuffered(unused);
    input.unread(unused.toByteArray());
    EmbeddingColumn column = new EmbeddingColumn(input, most);
    List<float[]> embeddings = column.embeddings();
    // To the parser the array looks empty; it goes on behind it.
    input.unread(column.buffer, column.at, column.end - column.at);
    parser.nextToken();
    JsonStreams.expect(parser, JsonToken.END_ARRAY);
    return embeddings;
  }

  /** All of them; the array's closing bracket is left. */
  private List<float[]> embeddings() throws IOException {
    List<float[]> embeddings = new ArrayList<>();
    if (peek() == ']') {
      return embeddings;
    }
    do {
      AnswerLimits.requireAsked(embeddings.size(), most, "embeddings");
      embeddings.add(embedding());
    } while (another());
    return embeddings;
  }

  private float[] embedding() throws IOException {
    if (peek() != '[') {
      String text = text();
      if (text.equals("null")) {
        return null;
      }
      throw new JsonStreams.Unexpected("a list of numbers was expected, not " + text);
    }
    at++;
    int length = 0;
    if (peek() != ']') {
      do {
        if (length == components.length) {
          grow();
        }
        components[length++] = component();
      } while (another());
    }
    at++;
    count(length);
    return Arrays.copyOf(components, length);
  }

  private void count(int more) throws IOException {
    read += more;
    if (read > AnswerLimits.PAGE_COMPONENTS) {
      throw new AnswerLimits.Exceeded(
          "%,d numbers in embeddings".formatted(AnswerLimits.PAGE_COMPONENTS));
    }
  }

  private void grow() throws IOException {
    if (components.length == AnswerLimits.COMPONENTS) {
      throw new AnswerLimits.Exceeded(
          "%,d numbers in one embedding".formatted(AnswerLimits.COMPONENTS));
    }
    components =
        Arrays.copyOf(components, Math.min(2 * components.length, AnswerLimits.COMPONENTS));
  }

  /** Whether the array goes on; its closing bracket is left. */
  private boolean another() throws IOException {
    byte next = peek();
    if (next == ']') {
      return false;
    }
    if (next != ',') {
      throw new JsonStreams.Unexpected("a comma was expected in an embedding");
    }
    at++;
    return true;
  }

  /** The next byte that is not white space. */
  private byte peek() throws IOException {
    while (true) {
      while (at < end) {
        byte next = buffer[at];
        if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
          return next;
        }
        at++;
      }
      fill(1);
    }
  }

  /** Makes sure that so many bytes are there, or all that are left where at least one is. */
  private void fill(int wanted) throws IOException {
    if (end - at >= wanted) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    while (end < wanted) {
      int read = input.read(buffer, end, BUFFER - end);
      if (read < 0) {
        if (end == 0) {
          throw new JsonStreams.Unexpected("the answer ends too early");
        }
        break;
      }
      end += read;
    }
    buffer[end] = 0;
  }

  private float component() throws IOException {
    peek();
    fill(PLAIN_LENGTH);
    boolean negative = buffer[at] == '-';
    int next = power(fraction(whole(negative ? at + 1 : at)));
    if (next != NOT_PLAIN
        && significant <= MOST_DIGITS
        && Math.abs(exponent) < POWERS_OF_TEN.length
        && endsNumber(buffer[next])) {
      double value =
          exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
      if (roundsLikeTheDecimal(value)) {
        at = next;
        return (float) (negative ? -value : value);
      }
    }
    return slowly();
  }

  /** Reads the digits before a point; where they end is returned, as by the next two. */
  private int whole(int from) {
    int next = from;
    long value = 0;
    while (isDigit(buffer[next])) {
      value = value * 10 + (buffer[next++] - '0');
    }
    boolean zero = buffer[from] == '0';
    digits = value;
    significant = zero ? 0 : next - from;
    exponent = 0;
    return next == from || (zero && next > from + 1) ? NOT_PLAIN : next;
  }

  private int fraction(int from) {
    if (from == NOT_PLAIN || buffer[from] != '.') {
      return from;
    }
    int next = from + 1;
    while (digits == 0 && buffer[next] == '0') {
      next++;
    }
    int first = next;
    long value = digits;
    for (long eight = eightBytes(next); areDigits(eight); eight = eightBytes(next)) {
      value = value * 100_000_000 + valueOf(eight);
      next += Long.BYTES;
    }
    while (isDigit(buffer[next])) {
      value = value * 10 + (buffer[next++] - '0');
    }
    digits = value;
    significant += next - first;
    exponent = from + 1 - next;
    return exponent == 0 ? NOT_PLAIN : next;
  }

  private int power(int from) {
    if (from == NOT_PLAIN || (buffer[from] != 'e' && buffer[from] != 'E')) {
      return from;
    }
    boolean smaller = buffer[from + 1] == '-';
    int first = from + (smaller || buffer[from + 1] == '+' ? 2 : 1);
    int next = first;
    int value = 0;
    while (isDigit(buffer[next]) && next - first < MOST_DIGITS_OF_POWER) {
      value = value * 10 + (buffer[next++] - '0');
    }
    exponent += smaller ? -value : value;
    return next == first ? NOT_PLAIN : next;
  }

  /**
   * Whether rounding to a float gives what rounding the decimal itself would. The value was rounded
   * twice, by half a unit of its last place each time, so it is less than two of them off; only
   * where it lies so near the middle of two floats may that be the wrong side. After Clinger, How
   * to Read Floating Point Numbers Accurately (1990).
   */
  private static boolean roundsLikeTheDecimal(double value) {
    long beyond = Double.doubleToRawLongBits(value) & BEYOND_FLOAT;
    return Math.abs(beyond - HALF_WAY) > DOUBT;
  }

  private long eightBytes(int from) {
    return (long) EIGHT_BYTES.get(buffer, from);
  }

  /** Whether the upper half of each byte is 3, and still is after adding 6 to it. */
  private static boolean areDigits(long eight) {
    return ((eight & UPPER_HALVES) | ((eight + SIXES) & UPPER_HALVES) >>> 4) == DIGITS_BOTH_TIMES;
  }

  /**
   * Neighbours are put together three times: eight digits are four numbers to 99, two to 9,999 and
   * one. The first digit is in the lowest byte. After Lemire, Number Parsing at a Gigabyte per
   * Second (2021).
   */
  private static long valueOf(long eight) {
    long pairs = eight - ZEROS;
    pairs = pairs * 10 + (pairs >>> 8);
    long firstAndThird = pairs & 0x0000_00ff_0000_00ffL;
    long secondAndFourth = pairs >>> 16 & 0x0000_00ff_0000_00ffL;
    long inUpperHalf =
        firstAndThird * (100 + (1_000_000L << 32)) + secondAndFourth * (1 + (10_000L << 32));
    return inUpperHalf >>> 32;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static boolean endsNumber(byte character) {
    return character == ',' || character == ']' || character == ' ' || character == '\n';
  }

  private float slowly() throws IOException {
    String text = text();
    return switch (text) {
      // A 0.x server writes null for a component that is not finite.
      case "null", "NaN" -> Float.NaN;
      case "Infinity" -> Float.POSITIVE_INFINITY;
      case "-Infinity" -> Float.NEGATIVE_INFINITY;
      default -> {
        if (!NUMBER.matcher(text).matches()) {
          throw new JsonStreams.Unexpected("an embedding holds " + text);
        }
        yield Float.parseFloat(text);
      }
    };
  }

  /** What stands up to the next comma, bracket or white space. */
  private String text() throws IOException {
    peek();
    fill(LONGEST);
    int start = at;
    int most = Math.min(end, start + LONGEST);
    while (at < most && !endsText(buffer[at])) {
      at++;
    }
    String text = new String(buffer, start, at - start, StandardCharsets.UTF_8);
    if (at == most) {
      throw new JsonStreams.Unexpected(
          at == end ? "the answer ends too early" : "an embedding holds a very long number");
    }
    return text;
  }

  private static boolean endsText(byte character) {
    return character == ',' || character == ']' || character <= ' ';
  }
}
