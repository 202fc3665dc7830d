package io.chromarunbook.chroma;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number must be the very float that a parser of decimals makes of it. */
class EmbeddingColumnTest {

  private static final int MANY = 200_000;

  @Test
  void a_float_written_with_its_own_digits_comes_back() throws IOException {
    Random random = new Random(1);
    requireLikeParseFloat(
        IntStream.range(0, MANY)
            .mapToObj(each -> Float.intBitsToFloat(random.nextInt()))
            .filter(Float::isFinite)
            .map(value -> Float.toString(value))
            .toList());
  }

  @Test
  void a_float_written_with_the_digits_of_a_double_comes_back() throws IOException {
    Random random = new Random(2);
    requireLikeParseFloat(
        IntStream.range(0, MANY)
            .mapToObj(each -> Double.toString((float) random.nextGaussian() * 0.05f))
            .toList());
  }

  @Test
  void a_decimal_between_two_floats_goes_to_the_nearer_one() throws IOException {
    Random random = new Random(3);
    requireLikeParseFloat(
        IntStream.range(0, MANY)
            .mapToObj(each -> besideTheMiddle((float) random.nextGaussian(), random))
            .toList());
  }

  /** The middle of two floats, or a decimal of 17 digits or more next to it. */
  private static String besideTheMiddle(float value, Random random) {
    double middle = ((double) value + Math.nextUp(value)) / 2;
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(middle);
      case 1 -> Double.toString(Math.nextUp(middle));
      case 2 -> Double.toString(Math.nextDown(middle));
      default -> Double.toString(middle) + random.nextInt(1_000);
    };
  }

  @Test
  void any_decimal_is_read_like_every_other() throws IOException {
    Random random = new Random(4);
    requireLikeParseFloat(IntStream.range(0, MANY).mapToObj(each -> decimal(random)).toList());
  }

  private static String decimal(Random random) {
    String whole = random.nextBoolean() ? "0" : 1 + random.nextInt(9) + digits(random, 22);
    String fraction = random.nextBoolean() ? "" : "." + random.nextInt(10) + digits(random, 22);
    String exponent =
        random.nextInt(3) > 0 ? "" : (random.nextBoolean() ? "e" : "E-") + random.nextInt(50);
    return (random.nextBoolean() ? "-" : "") + whole + fraction + exponent;
  }

  private static String digits(Random random, int most) {
    return random
        .ints(random.nextInt(most), 0, 10)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining());
  }

  @Test
  void the_ends_of_what_a_float_can_say_are_kept() throws IOException {
    requireLikeParseFloat(
        List.of(
            "0",
            "-0.0",
            "0.0",
            "1e-45",
            "7e-46",
            "1.4e-45",
            "1.1754943e-38",
            "3.4028235e38",
            "3.4028236e38",
            "1e39",
            "-1e39",
            "1E+2",
            "9007199254740993",
            "999999999999999999",
            "9999999999999999999",
            "1e22",
            "1e23",
            "16777217",
            "16777216.999999999"));
  }

  @Test
  void a_number_of_a_thousand_digits_is_read_and_a_longer_one_refused() throws IOException {
    assertThat(read("[[0." + "3".repeat(900) + "]]", UTF_8).get(0)).containsExactly(1 / 3f);
    assertThatThrownBy(() -> read("[[0." + "3".repeat(2_000) + "]]", UTF_8))
        .isInstanceOf(JsonStreams.Unexpected.class)
        .hasMessageContaining("very long");
  }

  @Test
  void white_space_is_no_matter_wherever_it_stands() throws IOException {
    List<float[]> embeddings = read(" [ [ 1.5 ,\n-2 ]\t,\r null , [ ] ] ", UTF_8);

    assertThat(embeddings).hasSize(3);
    assertThat(embeddings.get(0)).containsExactly(1.5f, -2f);
    assertThat(embeddings.get(1)).isNull();
    assertThat(embeddings.get(2)).isEmpty();
  }

  @Test
  void what_stands_before_and_behind_the_embeddings_is_read_too() throws IOException {
    String many =
        IntStream.range(0, 3_000).mapToObj(each -> "[0.25,0.5]").collect(Collectors.joining(","));
    try (JsonParser parser =
        JsonStreams.parser(
            slowly(
                "{\"documents\":[\"x\"],\"embeddings\":[%s],\"metadatas\":[{\"k\":7}]}"
                    .formatted(many)))) {
      parser.nextToken();
      while (!"embeddings".equals(parser.nextFieldName())) {
        parser.skipChildren();
      }
      parser.nextToken();
      assertThat(EmbeddingColumn.read(parser, Integer.MAX_VALUE)).hasSize(3_000);
      assertThat(parser.nextFieldName()).isEqualTo("metadatas");
      parser.nextToken();
      assertThat(JsonStreams.value(parser)).isEqualTo(List.of(Map.of("k", 7L)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[[",
        "[[1",
        "[[1,",
        "[[1]",
        "[[1,]]",
        "[[,1]]",
        "[[1 2]]",
        "[[1]2]",
        "[[01]]",
        "[[1.]]",
        "[[.5]]",
        "[[-]]",
        "[[1e]]",
        "[[+1]]",
        "[[0x1]]",
        "[[1f]]",
        "[[nul]]",
        "[[\"1\"]]",
        "[[[1]]]",
        "[[{}]]",
        "[1]",
        "[true]",
        "[{}]",
        "[[é]]",
        "[[1]}"
      })
  void what_is_no_column_of_vectors_is_refused(String text) {
    assertThatThrownBy(() -> read(text, UTF_8)).isInstanceOf(IOException.class);
  }

  @Test
  void a_character_that_is_next_to_the_digits_is_refused_wherever_it_stands() {
    String number = "0.12345678901234567";
    for (int place = 0; place < number.length(); place++) {
      for (String character : List.of("/", ":", "?", "\0", "\u00b5")) {
        String text = number.substring(0, place) + character + number.substring(place + 1);

        assertThatThrownBy(() -> read("[[" + text + "]]", UTF_8))
            .as(text)
            .isInstanceOf(JsonStreams.Unexpected.class);
      }
    }
  }

  @Test
  void another_encoding_than_json_s_own_is_refused() {
    assertThatThrownBy(() -> read("[[1]]", UTF_16))
        .isInstanceOf(JsonStreams.Unexpected.class)
        .hasMessageContaining("UTF-8");
  }

  private static void requireLikeParseFloat(List<String> numbers) throws IOException {
    float[] found = read("[[" + String.join(",", numbers) + "]]", UTF_8).get(0);

    assertThat(found).hasSize(numbers.size());
    for (int index = 0; index < found.length; index++) {
      assertThat(Float.floatToRawIntBits(found[index]))
          .as(numbers.get(index))
          .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(numbers.get(index))));
    }
  }

  private static List<float[]> read(String text, Charset charset) throws IOException {
    try (JsonParser parser = JsonStreams.parser(new ByteArrayInputStream(text.getBytes(charset)))) {
      parser.nextToken();
      List<float[]> column = EmbeddingColumn.read(parser, Integer.MAX_VALUE);
      assertThat(parser.nextToken()).isNull();
      return column;
    }
  }

  /** As from a network: a few bytes at a time. */
  private static InputStream slowly(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, 7));
      }
    };
  }
}
