package io.chromarunbook.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.distance.IndexDistance;
import io.chromarunbook.activities.distance.IndexDistance.Measured;
import io.chromarunbook.activities.distance.IndexDistance.NotMeasured;
import io.chromarunbook.activities.distance.IndexDistance.Tied;
import io.chromarunbook.activities.distance.IndexDistance.Unknown;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.workflows.steps.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CarriedDistanceTest {

  private static final CollectionInfo SAYS_COSINE =
      new CollectionInfo(
          "id",
          "notes",
          Map.of("hnsw:space", "cosine"),
          DistanceFunction.COSINE,
          IndexSettings.DEFAULTS,
          Optional.of(3));

  private static CarriedDistance carried(IndexDistance found, DistanceFunction planned) {
    return CarriedDistance.of(SAYS_COSINE, found, Optional.ofNullable(planned));
  }

  private static void says(
      CarriedDistance carried, DistanceFunction function, String id, Finding.Weight weight) {
    assertThat(carried.function()).isEqualTo(function);
    assertThat(carried.finding())
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.id()).isEqualTo("inventory." + id);
              assertThat(finding.weight()).isEqualTo(weight);
              assertThat(finding.message()).contains("'notes'");
            });
  }

  @Test
  void what_is_measured_migrates_and_is_told_where_metadata_say_otherwise() {
    assertThat(carried(new Measured(DistanceFunction.COSINE), null))
        .isEqualTo(new CarriedDistance(DistanceFunction.COSINE, Optional.empty()));
    says(
        carried(new Measured(DistanceFunction.L2), null),
        DistanceFunction.L2,
        "distance-drifted",
        Finding.Weight.WARNING);
  }

  @Test
  void a_plan_that_says_otherwise_than_is_measured_blocks() {
    says(
        carried(new Measured(DistanceFunction.L2), DistanceFunction.IP),
        DistanceFunction.L2,
        "distance-contradicted",
        Finding.Weight.BLOCKING);
  }

  @Test
  void where_several_fit_the_metadata_decide_or_else_the_plan_must() {
    assertThat(carried(new Tied(Set.of(DistanceFunction.COSINE, DistanceFunction.IP)), null))
        .isEqualTo(new CarriedDistance(DistanceFunction.COSINE, Optional.empty()));
    Tied elsewhere = new Tied(Set.of(DistanceFunction.L2, DistanceFunction.IP));
    says(
        carried(elsewhere, null),
        DistanceFunction.COSINE,
        "distance-unclear",
        Finding.Weight.BLOCKING);
    assertThat(carried(elsewhere, DistanceFunction.IP))
        .isEqualTo(new CarriedDistance(DistanceFunction.IP, Optional.empty()));
  }

  @Test
  void where_none_fits_only_the_plan_can_say() {
    says(
        carried(new Unknown(), null),
        DistanceFunction.COSINE,
        "distance-unknown",
        Finding.Weight.BLOCKING);
    assertThat(carried(new Unknown(), DistanceFunction.L2).finding()).isEmpty();
  }

  @Test
  void what_could_not_be_measured_migrates_as_it_says_and_that_is_told() {
    says(
        carried(new NotMeasured("its index is damaged"), null),
        DistanceFunction.COSINE,
        "distance-not-measured",
        Finding.Weight.NOTE);
    assertThat(carried(new IndexDistance.Nothing(), null))
        .isEqualTo(new CarriedDistance(DistanceFunction.COSINE, Optional.empty()));
  }

  @Test
  void metadata_that_name_another_distance_are_said_right_and_others_are_left_alone() {
    assertThat(SAYS_COSINE.measuring(DistanceFunction.L2).metadata())
        .containsExactly(Map.entry("hnsw:space", "l2"));
    CollectionInfo silent =
        new CollectionInfo(
            "id",
            "notes",
            Map.of("a", "b"),
            DistanceFunction.L2,
            IndexSettings.DEFAULTS,
            Optional.of(3));
    assertThat(silent.measuring(DistanceFunction.IP).metadata())
        .containsExactly(Map.entry("a", "b"));
  }
}
