package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TargetRulesTest {

  private static final float[] VECTOR = {1f, 2f};

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty-id", record("", Map.of(), VECTOR)),
        Arguments.of("too-large", record("a", Map.of("n", "x".repeat(41 << 20)), VECTOR)),
        Arguments.of("too-large", record("a", Map.of("n", "\u20ac".repeat(14 << 20)), VECTOR)),
        Arguments.of("too-large", record("a", Map.of("n", "\u0001".repeat(7 << 20)), VECTOR)),
        Arguments.of("no-embedding", record("a", Map.of(), null)),
        Arguments.of("no-embedding", record("a", Map.of(), new float[0])),
        Arguments.of("dimension:3", record("a", Map.of(), new float[] {1f, 2f, 3f})),
        Arguments.of("not-finite", record("a", Map.of(), new float[] {1f, Float.NaN})),
        Arguments.of(
            "not-finite", record("a", Map.of(), new float[] {Float.POSITIVE_INFINITY, 1f})),
        Arguments.of("key:", record("a", Map.of("", "x"), VECTOR)),
        Arguments.of("key:#tag", record("a", Map.of("#tag", "x"), VECTOR)),
        Arguments.of("key:$in", record("a", Map.of("$in", "x"), VECTOR)),
        Arguments.of("key:chroma:foo", record("a", Map.of("chroma:foo", "x"), VECTOR)),
        Arguments.of(
            "integer:n", record("a", Map.of("n", new BigInteger("9223372036854775808")), VECTOR)),
        Arguments.of("number:n", record("a", Map.of("n", Double.NaN), VECTOR)),
        Arguments.of("nested:n", record("a", Map.of("n", Map.of("k", 1L)), VECTOR)),
        Arguments.of("nested:n", record("a", Map.of("n", List.of(List.of(1L))), VECTOR)),
        Arguments.of("mixed-list:n", record("a", Map.of("n", List.of(1L, "x")), VECTOR)),
        Arguments.of("mixed-list:n", record("a", Map.of("n", List.of(1L, 1.0)), VECTOR)),
        Arguments.of("mixed-list:n", record("a", Map.of("n", Arrays.asList("x", null)), VECTOR)),
        Arguments.of("empty-list:n", record("a", Map.of("n", List.of()), VECTOR)));
  }

  static Stream<ChromaRecord> taken() {
    return Stream.of(
        record("a", Map.of(), VECTOR),
        record(" ", Map.of(" ", ""), VECTOR),
        record("a", Map.of("n", "x".repeat(39 << 20)), VECTOR),
        record("a", Map.of("tag#", "x", "a$", "x", "chroma", "x"), VECTOR),
        record("a", Map.of("n", Long.MAX_VALUE, "m", Double.MAX_VALUE, "b", false), VECTOR),
        record("a", Map.of("n", List.of("x", "y"), "m", List.of(1L)), VECTOR),
        record("a", Map.of(), new float[] {-0.0f, Float.MAX_VALUE}));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_the_target_refuses_is_found_in_one_sentence_that_says_how_to_mend_it(
      String cause, ChromaRecord record) {
    assertThat(new TargetRules(Optional.of(2)).refusal(record))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.cause()).isEqualTo(cause);
              assertThat(refusal.reason()).matches("The .*; .*\\.");
            });
  }

  @ParameterizedTest
  @MethodSource("taken")
  void what_the_target_takes_passes(ChromaRecord record) {
    assertThat(new TargetRules(Optional.of(2)).refusal(record)).isEmpty();
  }

  @Test
  void any_dimension_passes_where_none_is_known() {
    assertThat(new TargetRules(Optional.empty()).refusal(record("a", Map.of(), new float[9])))
        .isEmpty();
  }

  private static ChromaRecord record(String id, Map<String, Object> metadata, float[] embedding) {
    return new ChromaRecord(id, "text", null, metadata, embedding);
  }
}
