package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chromarunbook.activities.distance.DistanceMeter;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.Neighbour;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {

  private static final float[] ORIGIN = {0, 0};
  private static final List<Query> FROM_ORIGIN =
      List.of(new Query("origin", Query.Kind.SAMPLED, ORIGIN));

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
    List<Neighbour> half = answer("r0", "r1", "r8", "r9");
    ExactSearch search = search(half);

    assertThat(search.recall(0, half)).isEqualTo(0.5);
    assertThat(search.recall(0, List.of())).isZero();
  }

  @Test
  void ties_never_count_as_loss() {
    ExactSearch search = new ExactSearch(DistanceFunction.L2, FROM_ORIGIN, 1, Stream.of("far-b"));
    search.lookAtMigrated(record("far-a", 1, 0));
    search.lookAtMigrated(record("far-b", 0, 1));

    assertThat(search.recall(0, answer("far-b"))).isEqualTo(1.0);
  }

  @Test
  void a_record_answered_twice_counts_once() {
    List<Neighbour> twice = answer("r0", "r0", "r0", "r0");

    assertThat(search(twice).recall(0, twice)).isEqualTo(0.25);
  }

  @Test
  void a_distance_that_is_not_the_true_one_is_measured() {
    List<Neighbour> wrong = List.of(new Neighbour("r1", 1.25), new Neighbour("r3", 9.0));

    assertThat(search(wrong).distanceError(0, wrong)).isEqualTo(0.25);
    assertThat(search(wrong).distanceError(0, List.of())).isZero();
  }

  @Test
  void an_id_that_nobody_knows_is_no_neighbour() {
    List<Neighbour> answer = answer("r0", "r1", "r2", "stranger");

    assertThat(search(answer).recall(0, answer)).isEqualTo(0.75);
  }

  @Test
  void a_quarantined_neighbour_counts_for_who_has_it_and_is_asked_of_nobody() {
    ExactSearch search =
        new ExactSearch(DistanceFunction.L2, FROM_ORIGIN, 1, Stream.of("aside", "r0"));
    search.lookAtQuarantined(record("aside", 0, 0));
    search.lookAtMigrated(record("r0", 1, 0));

    assertThat(search.recall(0, answer("aside"))).isEqualTo(1.0);
    assertThat(search.recall(0, answer("r0"))).isEqualTo(1.0);
  }

  @Test
  void queries_come_from_all_over_the_collection_and_are_the_same_each_time() {
    List<Query> first = chosen(1000, 10);

    assertThat(first).hasSize(12);
    for (int stratum = 0; stratum < 10; stratum++) {
      assertThat(first.get(stratum).vector()[0]).isBetween(stratum * 100f, stratum * 100f + 99);
    }
    assertThat(chosen(1000, 10)).usingRecursiveComparison().isEqualTo(first);
    assertThat(chosen(7, 10)).hasSize(9);
  }

  @Test
  void one_query_in_five_is_asked_again_a_little_beside_its_record() {
    List<Query> moved =
        chosen(1000, 10).stream().filter(query -> query.kind() == Query.Kind.PERTURBED).toList();

    assertThat(moved).hasSize(2);
    for (Query query : moved) {
      float number = Integer.parseInt(query.of().substring(1));
      double away = Math.hypot(query.vector()[0] - number, query.vector()[1]);
      assertThat(away).isCloseTo(number / 10, within(number / 1000.0));
    }
  }

  @Test
  void records_that_cannot_be_searched_for_are_passed_over() {
    QueryChoice choice = new QueryChoice(4, 2, 1);
    choice.look(new ChromaRecord("a", null, null, Map.of(), null));
    choice.look(record("b", 1, 1));
    choice.look(record("c", Float.NaN, 1));
    choice.look(new ChromaRecord("d", null, null, Map.of(), null));

    assertThat(choice.records()).extracting(ChromaRecord::id).containsExactly("b");
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

  private static List<Query> chosen(int records, int queries) {
    QueryChoice choice = new QueryChoice(records, queries, 42);
    for (int number = 0; number < records; number++) {
      choice.look(record("r" + number, number, 0));
    }
    return choice.queries();
  }

  private static List<Neighbour> answer(String... ids) {
    return Stream.of(ids).map(id -> new Neighbour(id, 0)).toList();
  }

  private static ExactSearch search(List<Neighbour> answer) {
    ExactSearch search =
        new ExactSearch(DistanceFunction.L2, FROM_ORIGIN, 4, answer.stream().map(Neighbour::id));
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
