package io.chromarunbook.activities.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no in-memory server lets one write, and what checks say that saw nothing. */
class RecordChecksTest {

  private static final ChromaRecord RECORD =
      new ChromaRecord("a", "Cafe\u0301", null, Map.of("lang", "en"), new float[] {3, 4});

  private final Tallies tallies = new Tallies();

  private static Stream<Check> recordChecks() {
    return Stream.of(DocumentChecks.FAMILY, MetadataSchemaChecks.FAMILY, MetadataValueChecks.FAMILY)
        .flatMap(family -> family.checks().stream());
  }

  @Test
  void a_normalised_accent_is_no_other_change() {
    look(
        new DocumentChecks(), new ChromaRecord("a", "Caf\u00e9", null, Map.of(), null), "document");

    assertThat(failed(DocumentChecks.FAMILY))
        .containsExactly("documents.equal", "documents.unicode", "documents.sizes");
  }

  @Test
  void a_zeroed_vector_has_another_length() {
    lookAtVector(new float[] {0, 0});

    assertThat(failed(EmbeddingChecks.FAMILY))
        .containsExactly("embeddings.norm", "embeddings.equal");
  }

  @Test
  void a_vector_swapped_with_one_as_long_differs_only_in_itself() {
    lookAtVector(new float[] {4, 3});

    assertThat(failed(EmbeddingChecks.FAMILY)).containsExactly("embeddings.equal");
  }

  @Test
  void a_truncated_vector_has_another_dimension() {
    lookAtVector(new float[] {3});

    assertThat(failed(EmbeddingChecks.FAMILY))
        .containsExactly("embeddings.dimension", "embeddings.norm", "embeddings.equal");
  }

  @Test
  void a_component_that_is_no_number_is_found() {
    lookAtVector(new float[] {3, Float.NaN});

    assertThat(failed(EmbeddingChecks.FAMILY))
        .containsExactly("embeddings.finite", "embeddings.norm", "embeddings.equal");
  }

  @Test
  void a_lost_vector_is_found() {
    lookAtVector(null);

    assertThat(failed(EmbeddingChecks.FAMILY)).contains("embeddings.present", "embeddings.equal");
  }

  @Test
  void a_value_the_plan_does_not_allow_is_found() {
    CollectionTransform schema =
        new CollectionTransform(
            Map.of("lang", new FieldRule(FieldType.STRING, true, null, null, List.of("en", "fr"))),
            null);
    look(
        new MetadataSchemaChecks(schema),
        new ChromaRecord("a", null, null, Map.of("lang", "de"), null),
        "metadata:lang");

    assertThat(failed(MetadataSchemaChecks.FAMILY)).containsExactly("metadata.allowed-values");
  }

  @Test
  void a_record_as_the_plan_makes_it_is_checked_before_it_is_anywhere() {
    CollectionTransform schema =
        new CollectionTransform(
            Map.of(
                "lang",
                new FieldRule(FieldType.STRING, true, null, null, List.of("en")),
                "page",
                new FieldRule(FieldType.INTEGER, true, null, null, List.of())),
            null);
    ChromaRecord incomplete =
        new ChromaRecord(
            "a", null, null, Map.of("lang", "de"), new float[] {Float.POSITIVE_INFINITY});
    new MetadataSchemaChecks(schema).lookAlone(incomplete, tallies);
    new EmbeddingChecks(Optional.of(2)).lookAlone(incomplete, tallies);
    EmbeddingChecks.missingShare(2, 10, 0.1, tallies);

    assertThat(failed(MetadataSchemaChecks.FAMILY))
        .containsExactly("metadata.required-fields", "metadata.allowed-values");
    assertThat(failed(EmbeddingChecks.FAMILY))
        .containsExactly("embeddings.dimension", "embeddings.finite", "embeddings.missing-share");
  }

  @ParameterizedTest
  @MethodSource("recordChecks")
  void a_check_that_had_something_to_look_at_and_looked_at_nothing_fails(Check check) {
    tallies.due(check);

    assertThat(result(check).result()).isEqualTo(Result.FAIL);
    assertThat(result(check).observed()).isEqualTo("nothing of 1 could be looked at");
  }

  @ParameterizedTest
  @MethodSource("recordChecks")
  void a_check_the_inventory_has_nothing_for_does_not_apply(Check check) {
    assertThat(result(check).result()).isEqualTo(Result.NOT_APPLICABLE);
    assertThat(result(check).observed()).isEqualTo(check.inapplicable().reason());
  }

  @Test
  void every_check_has_a_name_of_its_own_in_its_family_and_says_what_it_cannot() {
    List<Check> all =
        Catalogue.FAMILIES.stream().flatMap(family -> family.checks().stream()).toList();

    assertThat(Catalogue.FAMILIES).hasSize(12);
    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all).extracting(Check::id).doesNotHaveDuplicates();
    for (Family family : Catalogue.FAMILIES) {
      assertThat(family.checks())
          .allSatisfy(
              check -> {
                assertThat(check.id()).startsWith(family.name() + ".");
                assertThat(check.proves()).endsWith(".");
                assertThat(check.cannot()).endsWith(".");
              });
    }
  }

  private void lookAtVector(float[] found) {
    look(
        new EmbeddingChecks(Optional.of(2)),
        new ChromaRecord("a", null, null, Map.of(), found),
        Arrays.equals(found, RECORD.embedding()) ? "" : "embedding");
  }

  private void look(RecordChecks checks, ChromaRecord found, String differing) {
    checks.look(new RecordPair(RECORD, Optional.of(found), Set.of(differing)), tallies);
  }

  private List<String> failed(Family family) {
    return CheckJudge.of(List.of(family), tallies).stream()
        .filter(result -> result.result() == Result.FAIL)
        .map(CheckResult::id)
        .toList();
  }

  private CheckResult result(Check check) {
    return CheckJudge.of(List.of(new Family("any", "Any", List.of(check))), tallies).get(0);
  }
}
