package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.chromarunbook.chroma.ChromaRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {

  @Test
  void one_and_one_point_zero_stay_apart() throws IOException {
    ChromaRecord record = with(Map.of("integer", 1L, "float", 1.0));

    assertThat(roundTrip(record).metadata()).isEqualTo(Map.of("integer", 1L, "float", 1.0));
  }

  @Test
  void numbers_at_the_edge_survive() throws IOException {
    Map<String, Object> edges = new LinkedHashMap<>();
    edges.put("most", Long.MAX_VALUE);
    edges.put("least", Long.MIN_VALUE);
    edges.put("beyond", new BigInteger("9223372036854775808"));
    edges.put("tiny", Double.MIN_VALUE);
    edges.put("huge", Double.MAX_VALUE);
    edges.put("minus zero", -0.0);
    edges.put("seventeen digits", 0.1 + 0.2);
    edges.put("no number", Double.NaN);
    edges.put("endless", Double.NEGATIVE_INFINITY);

    assertThat(roundTrip(with(edges)).metadata()).isEqualTo(edges);
  }

  @Test
  void lists_nested_values_and_nulls_survive() throws IOException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("list", List.of(1L, 2L));
    metadata.put("mixed", Arrays.asList("a", 1L, null, true));
    metadata.put("nested", Map.of("deep", List.of(1.5)));
    metadata.put("none", null);

    assertThat(roundTrip(with(metadata)).metadata()).isEqualTo(metadata);
  }

  @Test
  void every_bit_of_an_embedding_survives() throws IOException {
    float[] odd = {-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, Float.NaN, 1.2f};

    assertThat(roundTrip(new ChromaRecord("a", null, null, null, odd)).embedding()).isEqualTo(odd);
  }

  @Test
  void an_empty_text_is_not_an_absent_one() throws IOException {
    ChromaRecord empty = new ChromaRecord("", "", "", Map.of("", ""), null);

    assertThat(roundTrip(empty)).isEqualTo(empty);
    assertThat(roundTrip(new ChromaRecord("a", null, null, null, null)).document()).isNull();
  }

  @Test
  void text_of_any_script_and_control_characters_survive() throws IOException {
    ChromaRecord record =
        new ChromaRecord("nu\0l", "line\nline\u2028é e\u0301 \uD83D\uDE00", "\"\\", null, null);

    assertThat(roundTrip(record)).isEqualTo(record);
  }

  @Test
  void an_embedding_is_base64_of_little_endian_floats() throws IOException {
    assertThat(text(new ChromaRecord("a", null, null, null, new float[] {1f, -2f})))
        .isEqualTo(
            "{\"id\":\"a\",\"document\":null,\"uri\":null,\"metadata\":null,"
                + "\"embedding\":\"AACAPwAAAMA=\"}");
  }

  @Test
  void an_embedding_of_any_length_keeps_every_bit() throws IOException {
    Random random = new Random(4);
    for (int length = 0; length < 50; length++) {
      float[] embedding = new float[length];
      for (int component = 0; component < length; component++) {
        embedding[component] = Float.intBitsToFloat(random.nextInt());
      }
      ChromaRecord record = new ChromaRecord("a", null, null, null, embedding);

      assertThat(bits(roundTrip(record).embedding())).isEqualTo(bits(embedding));
    }
  }

  private static int[] bits(float[] embedding) {
    return IntStream.range(0, embedding.length)
        .map(component -> Float.floatToRawIntBits(embedding[component]))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"AACAP\"",
        "\"AAC*PwAA\"",
        "\"AAC\u00e9PwAA\"",
        "\"AAC\u20acPwAA\"",
        "\"AACA\"",
        "\"AACAPwAAAMAAAEBA*ACAPw==\"",
        "\"AACAPwAAAMAAAEBA\u00e9ACAPw==\"",
        "\"AAC\u0141PwAAAMAAAEBAAACAPw==\"",
        "\"AAC=PwAAAMAAAEBAAACAPw==\"",
        "\"AACAPwAAAMAAAEBAAACAP\"",
        "\"AACAPwAAAMAAAEBAAACAPw\"",
        "\"AACAPwAAAMAAAEBAAACAPwAA\"",
        "1234567812345678",
        "[1.0]",
        "true"
      })
  void what_is_no_embedding_is_refused(String embedding) throws IOException {
    String text = "{\"id\":\"a\",\"embedding\":" + embedding + "}";
    try (JsonParser parser = RecordJson.LINES.createParser(text)) {
      parser.nextToken();

      assertThatThrownBy(() -> RecordJson.read(parser)).isInstanceOf(JsonParseException.class);
    }
  }

  private static ChromaRecord with(Map<String, Object> metadata) {
    return new ChromaRecord("id", "document", "uri", metadata, new float[] {1f});
  }

  private static ChromaRecord roundTrip(ChromaRecord record) throws IOException {
    try (JsonParser parser = RecordJson.LINES.createParser(text(record))) {
      parser.nextToken();
      return RecordJson.read(parser);
    }
  }

  private static String text(ChromaRecord record) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = RecordJson.LINES.createGenerator(text)) {
      RecordJson.write(generator, record);
    }
    return text.toString();
  }
}
