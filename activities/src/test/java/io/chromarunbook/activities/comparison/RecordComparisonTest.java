package io.chromarunbook.activities.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.comparison.Comparison.Different;
import io.chromarunbook.activities.comparison.Comparison.Equal;
import io.chromarunbook.activities.comparison.Comparison.EqualByTolerance;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordComparisonTest {

  private static final float[] VECTOR = {0.1f, -0.25f, 3f};

  @ParameterizedTest
  @EnumSource(DistanceFunction.class)
  void the_same_record_is_equal(DistanceFunction distance) {
    ChromaRecord left = record("text", "file:a", Map.of("n", 1L, "f", 0.5), VECTOR.clone());
    ChromaRecord right = record("text", "file:a", Map.of("f", 0.5, "n", 1L), VECTOR.clone());

    assertThat(new RecordComparison(distance).compare(left, right)).isInstanceOf(Equal.class);
  }

  @Test
  void every_field_that_differs_is_named() {
    ChromaRecord left = record("text", "file:a", Map.of("lang", "en", "only", 1L), VECTOR);
    ChromaRecord right =
        new ChromaRecord("other", "texT", null, Map.of("lang", "fr"), new float[] {1, 2, 3});

    Comparison comparison = new RecordComparison(DistanceFunction.L2).compare(left, right);

    assertThat(((Different) comparison).what())
        .containsExactlyInAnyOrder(
            "id", "document", "uri", "metadata:lang", "metadata:only", "embedding");
  }

  @Test
  void an_extra_metadata_key_is_a_difference() {
    assertDifferent(metadata(Map.of(), Map.of("new", true)), "metadata:new");
  }

  @Test
  void an_emptied_document_is_a_difference() {
    Comparison comparison =
        compare(
            DistanceFunction.L2,
            record(null, null, Map.of(), VECTOR),
            record("", null, Map.of(), VECTOR));

    assertDifferent(comparison, "document");
  }

  @Test
  void a_normalised_accent_is_a_difference() {
    Comparison comparison =
        compare(
            DistanceFunction.L2,
            record("caf\u00e9", null, Map.of(), VECTOR),
            record("cafe\u0301", null, Map.of(), VECTOR));

    assertDifferent(comparison, "document");
  }

  @Test
  void empty_null_and_absent_metadata_are_the_same() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("key", null);

    assertThat(metadata(Map.of(), null)).isInstanceOf(Equal.class);
    assertThat(metadata(nothing, Map.of())).isInstanceOf(Equal.class);
    assertThat(metadata(Map.of(), nothing)).isInstanceOf(Equal.class);
  }

  @Test
  void the_type_of_a_value_is_part_of_it() {
    assertDifferent(metadata(1L, 1.0), "metadata:key");
    assertDifferent(metadata(1.0, 1L), "metadata:key");
    assertDifferent(metadata(true, "true"), "metadata:key");
    assertDifferent(metadata("1", 1L), "metadata:key");
  }

  @Test
  void integers_are_exact_beyond_what_a_double_can_hold() {
    assertThat(metadata(9007199254740993L, 9007199254740993L)).isInstanceOf(Equal.class);
    assertDifferent(metadata(9007199254740993L, 9007199254740992L), "metadata:key");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -0.1, 1.0, 123456.789, -1e300, Double.MIN_VALUE})
  void metadata_floats_may_be_two_ulps_apart_and_no_more(double value) {
    double two = Math.nextUp(Math.nextUp(value));

    assertThat(metadata(value, value)).isInstanceOf(Equal.class);
    assertThat(metadata(value, Math.nextUp(value))).isInstanceOf(EqualByTolerance.class);
    assertThat(metadata(value, two)).isInstanceOf(EqualByTolerance.class);
    assertThat(metadata(two, value)).isInstanceOf(EqualByTolerance.class);
    assertDifferent(metadata(value, Math.nextUp(two)), "metadata:key");
    assertDifferent(metadata(Math.nextUp(two), value), "metadata:key");
  }

  @Test
  void ulps_are_counted_across_zero() {
    assertThat(metadata(Double.MIN_VALUE, -Double.MIN_VALUE)).isInstanceOf(EqualByTolerance.class);
    assertDifferent(metadata(2 * Double.MIN_VALUE, -Double.MIN_VALUE), "metadata:key");
    assertDifferent(metadata(-Double.MAX_VALUE, Double.MAX_VALUE), "metadata:key");
    assertDifferent(metadata(Double.MAX_VALUE, -Double.MAX_VALUE), "metadata:key");
    assertDifferent(metadata(1.0, -1.0), "metadata:key");
  }

  @Test
  void the_sign_of_a_metadata_zero_is_within_tolerance() {
    assertThat(metadata(0.0, -0.0)).isInstanceOf(EqualByTolerance.class);
  }

  @Test
  void the_greatest_float_is_not_infinity_by_tolerance() {
    assertDifferent(metadata(Double.MAX_VALUE, Double.POSITIVE_INFINITY), "metadata:key");
    assertThat(metadata(Double.NaN, Double.NaN)).isInstanceOf(Equal.class);
    assertDifferent(metadata(Double.NaN, 1.0), "metadata:key");
  }

  @Test
  void lists_keep_length_order_and_types() {
    assertThat(metadata(List.of(1L, 2L), List.of(1L, 2L))).isInstanceOf(Equal.class);
    assertDifferent(metadata(List.of(1L, 2L), List.of(2L, 1L)), "metadata:key");
    assertDifferent(metadata(List.of(1L, 2L), List.of(1L)), "metadata:key");
    assertDifferent(metadata(List.of(1L), List.of(1.0)), "metadata:key");
    assertDifferent(metadata(List.of(1L), 1L), "metadata:key");
    assertDifferent(metadata(List.of("a"), null), "metadata:key");
  }

  @Test
  void floats_in_lists_follow_the_rule_of_metadata_floats() {
    assertThat(metadata(List.of(0.1), List.of(Math.nextUp(0.1))))
        .isInstanceOf(EqualByTolerance.class);
    assertDifferent(metadata(List.of(0.1), List.of(0.1 + 1e-9)), "metadata:key");
  }

  @ParameterizedTest
  @EnumSource(
      value = DistanceFunction.class,
      names = {"L2", "IP"})
  void embeddings_are_exact_to_the_bit_for_l2_and_ip(DistanceFunction distance) {
    assertDifferent(vectors(distance, 0.1f, Math.nextUp(0.1f)), "embedding");
    assertDifferent(vectors(distance, 0.0f, -0.0f), "embedding");
    assertThat(vectors(distance, -0.0f, -0.0f)).isInstanceOf(Equal.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, -0.1f, 5f, -1e30f, Float.MIN_VALUE, 0f})
  void components_of_cosine_embeddings_may_be_four_ulps_apart_and_no_more(float value) {
    float four = value;
    for (int step = 0; step < 4; step++) {
      four = Math.nextUp(four);
    }

    assertThat(vectors(DistanceFunction.COSINE, value, value)).isInstanceOf(Equal.class);
    assertThat(vectors(DistanceFunction.COSINE, value, Math.nextUp(value)))
        .isInstanceOf(EqualByTolerance.class);
    assertThat(vectors(DistanceFunction.COSINE, value, four)).isInstanceOf(EqualByTolerance.class);
    assertThat(vectors(DistanceFunction.COSINE, four, value)).isInstanceOf(EqualByTolerance.class);
    assertDifferent(vectors(DistanceFunction.COSINE, value, Math.nextUp(four)), "embedding");
    assertDifferent(vectors(DistanceFunction.COSINE, Math.nextUp(four), value), "embedding");
  }

  @Test
  void cosine_ulps_are_counted_across_zero() {
    float least = Float.MIN_VALUE;

    assertThat(vectors(DistanceFunction.COSINE, 2 * least, -2 * least))
        .isInstanceOf(EqualByTolerance.class);
    assertDifferent(vectors(DistanceFunction.COSINE, 3 * least, -2 * least), "embedding");
    assertThat(vectors(DistanceFunction.COSINE, 0f, -0f)).isInstanceOf(EqualByTolerance.class);
    assertDifferent(
        vectors(DistanceFunction.COSINE, Float.MAX_VALUE, -Float.MAX_VALUE), "embedding");
    assertDifferent(
        vectors(DistanceFunction.COSINE, Float.MAX_VALUE, Float.POSITIVE_INFINITY), "embedding");
    assertDifferent(vectors(DistanceFunction.COSINE, Float.NaN, 1f), "embedding");
  }

  @ParameterizedTest
  @EnumSource(DistanceFunction.class)
  void a_truncated_or_absent_embedding_is_a_difference(DistanceFunction distance) {
    ChromaRecord whole = record(null, null, Map.of(), VECTOR);
    ChromaRecord cut = record(null, null, Map.of(), new float[] {0.1f, -0.25f});
    ChromaRecord none = record(null, null, Map.of(), null);

    assertDifferent(compare(distance, whole, cut), "embedding");
    assertDifferent(compare(distance, whole, none), "embedding");
    assertDifferent(compare(distance, none, whole), "embedding");
    assertThat(compare(distance, none, none)).isInstanceOf(Equal.class);
  }

  @Test
  void tolerance_in_one_field_does_not_hide_a_difference_in_another() {
    ChromaRecord left = record("a", null, Map.of("f", 0.1), VECTOR);
    ChromaRecord right = record("b", null, Map.of("f", Math.nextUp(0.1)), VECTOR);

    assertDifferent(compare(DistanceFunction.COSINE, left, right), "document");
  }

  @Test
  void keys_that_differ_are_listed_in_order() {
    assertThat(
            RecordComparison.differingKeys(
                Map.of("b", 1L, "a", 1L, "same", "x"), Map.of("same", "x", "c", 1L, "b", 2L)))
        .containsExactly("a", "b", "c");
  }

  private static Comparison vectors(DistanceFunction distance, float expected, float found) {
    return compare(
        distance,
        record(null, null, Map.of(), new float[] {1f, expected}),
        record(null, null, Map.of(), new float[] {1f, found}));
  }

  private static Comparison metadata(Object expected, Object found) {
    return metadata(
        Collections.singletonMap("key", expected), Collections.singletonMap("key", found));
  }

  private static Comparison metadata(Map<String, Object> expected, Map<String, Object> found) {
    return compare(
        DistanceFunction.L2,
        record(null, null, expected, VECTOR),
        record(null, null, found, VECTOR));
  }

  private static Comparison compare(
      DistanceFunction distance, ChromaRecord expected, ChromaRecord found) {
    return new RecordComparison(distance).compare(expected, found);
  }

  private static ChromaRecord record(
      String document, String uri, Map<String, Object> metadata, float[] embedding) {
    return new ChromaRecord("id", document, uri, metadata, embedding);
  }

  private static void assertDifferent(Comparison comparison, String... what) {
    assertThat(comparison).isInstanceOf(Different.class);
    assertThat(((Different) comparison).what()).containsExactlyInAnyOrder(what);
  }
}
