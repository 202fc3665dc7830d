package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.DistanceFunction;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {

  private static final float[] ORIGIN = {0, 0};

  @ParameterizedTest
  @EnumSource(DistanceFunction.class)
  void distances_are_those_of_the_definition_at_any_length(DistanceFunction function) {
    Random random = new Random(7);
    for (int length = 1; length < 40; length++) {
      float[] left = vector(random, length);
      float[] right = vector(random, length);

      assertThat(new DistanceMeter(function).between(left, right))
          .isCloseTo(defined(function, left, right), within(1e-4));
    }
  }

  @Test
  void a_vector_of_zeros_is_as_far_as_can_be_by_cosine() {
    assertThat(new DistanceMeter(DistanceFunction.COSINE).between(ORIGIN, new float[] {1, 1}))
        .isEqualTo(1.0);
  }

  @Test
  void the_nearest_are_kept_in_any_order_of_arrival() {
    NearestDistances nearest = new NearestDistances(3);
    for (double distance : new double[] {5, 1, 4, 2, 9, 3}) {
      nearest.offer(distance);
    }

    assertThat(nearest.number()).isEqualTo(3);
    assertThat(nearest.bound()).isEqualTo(3);
  }

  @Test
  void recall_is_the_share_of_the_exact_neighbours_that_was_answered() {
    List<Set<String>> half = List.of(Set.of("r0", "r1", "r8", "r9"));
    ExactSearch search = search(half);

    assertThat(search.recall(half)).isEqualTo(0.5);
    assertThat(search.recall(List.of(Set.of()))).isZero();
  }

  @Test
  void ties_never_count_as_loss() {
    List<Set<String>> answer = List.of(Set.of("far-b"));
    ExactSearch search = new ExactSearch(DistanceFunction.L2, List.of(ORIGIN), 1, answer);
    search.lookAtMigrated(record("far-a", 1, 0));
    search.lookAtMigrated(record("far-b", 0, 1));

    assertThat(search.recall(answer)).isEqualTo(1.0);
  }

  @Test
  void an_id_that_nobody_knows_is_no_neighbour() {
    List<Set<String>> answer = List.of(Set.of("r0", "r1", "r2", "stranger"));

    assertThat(search(answer).recall(answer)).isEqualTo(0.75);
  }

  @Test
  void a_quarantined_neighbour_counts_for_who_has_it_and_is_asked_of_nobody() {
    List<Set<String>> source = List.of(Set.of("aside"));
    List<Set<String>> target = List.of(Set.of("r0"));
    ExactSearch search =
        new ExactSearch(
            DistanceFunction.L2, List.of(ORIGIN), 1, List.of(source.get(0), target.get(0)));
    search.lookAtQuarantined(record("aside", 0, 0));
    search.lookAtMigrated(record("r0", 1, 0));

    assertThat(search.recall(source)).isEqualTo(1.0);
    assertThat(search.recall(target)).isEqualTo(1.0);
  }

  @Test
  void queries_come_from_all_over_the_collection_and_are_the_same_each_time() {
    List<float[]> first = chosen(1000, 10);

    assertThat(first).hasSize(10);
    for (int stratum = 0; stratum < 10; stratum++) {
      assertThat(first.get(stratum)[0]).isBetween(stratum * 100f, stratum * 100f + 99);
    }
    assertThat(chosen(1000, 10)).usingRecursiveComparison().isEqualTo(first);
    assertThat(chosen(7, 10)).hasSize(7);
  }

  @Test
  void records_that_cannot_be_searched_for_are_passed_over() {
    QueryChoice choice = new QueryChoice(4, 2, 1);
    choice.look(new ChromaRecord("a", null, null, Map.of(), null));
    choice.look(record("b", 1, 1));
    choice.look(record("c", Float.NaN, 1));
    choice.look(new ChromaRecord("d", null, null, Map.of(), null));

    assertThat(choice.queries()).singleElement().isEqualTo(new float[] {1, 1});
  }

  @Test
  void a_set_of_ids_knows_its_own_and_no_others() {
    IdSet ids = new IdSet(10);
    IntStream.range(0, 10_000).forEach(number -> ids.add("id-" + number));

    assertThat(IntStream.range(0, 10_000).allMatch(number -> ids.contains("id-" + number)))
        .isTrue();
    assertThat(IntStream.range(10_000, 90_000).noneMatch(number -> ids.contains("id-" + number)))
        .isTrue();
    assertThat(ids.contains("")).isFalse();
  }

  private static List<float[]> chosen(int records, int queries) {
    QueryChoice choice = new QueryChoice(records, queries, 42);
    for (int number = 0; number < records; number++) {
      choice.look(record("r" + number, number, 0));
    }
    return choice.queries();
  }

  private static ExactSearch search(List<Set<String>> answers) {
    ExactSearch search = new ExactSearch(DistanceFunction.L2, List.of(ORIGIN), 4, answers);
    for (int number = 0; number < 10; number++) {
      search.lookAtMigrated(record("r" + number, number, 0));
    }
    return search;
  }

  private static ChromaRecord record(String id, float... embedding) {
    return new ChromaRecord(id, null, null, Map.of(), embedding);
  }

  private static float[] vector(Random random, int length) {
    float[] vector = new float[length];
    for (int index = 0; index < length; index++) {
      vector[index] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static double defined(DistanceFunction function, float[] left, float[] right) {
    double product = 0;
    double leftNorm = 0;
    double rightNorm = 0;
    double squared = 0;
    for (int index = 0; index < left.length; index++) {
      product += (double) left[index] * right[index];
      leftNorm += (double) left[index] * left[index];
      rightNorm += (double) right[index] * right[index];
      squared += Math.pow((double) left[index] - right[index], 2);
    }
    return switch (function) {
      case L2 -> squared;
      case IP -> 1 - product;
      case COSINE -> 1 - product / Math.sqrt(leftNorm * rightNorm);
    };
  }
}
