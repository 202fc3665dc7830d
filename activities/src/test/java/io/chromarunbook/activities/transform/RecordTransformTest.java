package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Misfit;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTransformTest {

  private static final FieldRule OPTIONAL_TEXT =
      new FieldRule(FieldType.STRING, false, null, null, null);

  @Test
  void without_rules_everything_stays_as_it_is() {
    ChromaRecord record =
        new ChromaRecord("a", "text", "uri", Map.of("k", 1L, "l", 1.0), new float[] {1f});

    assertThat(apply(Map.of(), Unlisted.KEEP, record)).isEqualTo(new Outcome.Migratable(record));
  }

  @Test
  void a_field_gets_its_new_name_and_loses_the_old_one() {
    FieldRule rule = new FieldRule(FieldType.INTEGER, true, "idx", null, null);

    assertThat(migrated(Map.of("chunk", rule), Unlisted.KEEP, Map.of("idx", 5L, "other", "x")))
        .isEqualTo(Map.of("chunk", 5L, "other", "x"));
  }

  @Test
  void a_field_in_the_way_of_a_renamed_one_is_unmigratable() {
    FieldRule rule = new FieldRule(FieldType.INTEGER, false, "idx", null, null);
    Map<String, Object> both = Map.of("idx", 5L, "chunk", 6L);

    assertThat(reason(Map.of("chunk", rule), Unlisted.KEEP, both))
        .contains("'chunk' is in the way of 'idx'");
    assertThat(migrated(Map.of("chunk", rule), Unlisted.DROP, both)).isEqualTo(Map.of("chunk", 5L));
  }

  @Test
  void a_default_fills_in_for_a_missing_value_and_only_then() {
    FieldRule rule = new FieldRule(FieldType.INTEGER, true, null, 7, null);

    assertThat(migrated(Map.of("n", rule), Unlisted.KEEP, Map.of())).isEqualTo(Map.of("n", 7L));
    assertThat(migrated(Map.of("n", rule), Unlisted.KEEP, Map.of("n", 1L)))
        .isEqualTo(Map.of("n", 1L));
  }

  @Test
  void a_required_field_must_be_there_and_an_optional_one_need_not() {
    FieldRule required = new FieldRule(FieldType.STRING, true, null, null, null);

    assertThat(reason(Map.of("lang", required), Unlisted.KEEP, Map.of()))
        .contains("'lang' is required");
    assertThat(migrated(Map.of("lang", OPTIONAL_TEXT), Unlisted.KEEP, Map.of())).isEmpty();
  }

  @Test
  void a_value_is_cast_without_loss_or_the_record_stays() {
    FieldRule rule = new FieldRule(FieldType.INTEGER, false, "idx", null, null);

    assertThat(migrated(Map.of("n", rule), Unlisted.KEEP, Map.of("idx", "57")))
        .isEqualTo(Map.of("n", 57L));
    assertThat(reason(Map.of("n", rule), Unlisted.KEEP, Map.of("idx", "5x")))
        .contains("'idx'", "\"5x\"", "an integer", "transform.fields.n");
  }

  @Test
  void long_values_are_cut_in_reasons() {
    FieldRule rule = new FieldRule(FieldType.INTEGER, false, null, null, null);

    assertThat(reason(Map.of("n", rule), Unlisted.KEEP, Map.of("n", "x".repeat(10_000))))
        .hasSizeLessThan(300);
  }

  @Test
  void only_allowed_values_pass_compared_by_the_fields_type() {
    FieldRule rule = new FieldRule(FieldType.FLOAT, false, null, null, List.of(1, 2.5));

    assertThat(migrated(Map.of("n", rule), Unlisted.KEEP, Map.of("n", 1.0)))
        .isEqualTo(Map.of("n", 1.0));
    assertThat(reason(Map.of("n", rule), Unlisted.KEEP, Map.of("n", 3.0)))
        .contains("none of [1, 2.5]");
  }

  @Test
  void a_value_that_does_not_fit_is_rejected_dropped_defaulted_or_kept_as_the_plan_says() {
    Map<String, Object> fields = Map.of("n", "5x", "other", "o");

    assertThat(reason(Map.of("n", misfit(Misfit.REJECT, null)), Unlisted.KEEP, fields))
        .contains("cannot become an integer");
    assertThat(migrated(Map.of("n", misfit(Misfit.DROP, null)), Unlisted.KEEP, fields))
        .isEqualTo(Map.of("other", "o"));
    assertThat(migrated(Map.of("n", misfit(Misfit.DEFAULT, 7)), Unlisted.KEEP, fields))
        .isEqualTo(Map.of("n", 7L, "other", "o"));
    assertThat(migrated(Map.of("n", misfit(Misfit.KEEP, null)), Unlisted.KEEP, fields))
        .isEqualTo(fields);
    assertThat(migrated(Map.of("n", misfit(Misfit.DROP, null)), Unlisted.KEEP, Map.of("n", "57")))
        .isEqualTo(Map.of("n", 57L));
  }

  private static FieldRule misfit(Misfit misfit, Object otherwise) {
    return new FieldRule(FieldType.INTEGER, false, null, otherwise, null, misfit, null);
  }

  @Test
  void a_value_that_is_not_allowed_is_a_misfit_too() {
    FieldRule rule =
        new FieldRule(
            FieldType.STRING, false, null, "en", List.of("en", "fr"), Misfit.DEFAULT, null);

    assertThat(migrated(Map.of("lang", rule), Unlisted.KEEP, Map.of("lang", "de")))
        .isEqualTo(Map.of("lang", "en"));
    assertThat(migrated(Map.of("lang", rule), Unlisted.KEEP, Map.of("lang", "fr")))
        .isEqualTo(Map.of("lang", "fr"));
  }

  @Test
  void a_dropped_field_does_not_go_while_other_unlisted_ones_do() {
    FieldRule drop = new FieldRule(null, false, null, null, null, null, true);

    assertThat(migrated(Map.of("secret", drop), Unlisted.KEEP, Map.of("secret", "s", "other", "o")))
        .isEqualTo(Map.of("other", "o"));
    assertThat(migrated(Map.of("secret", drop), Unlisted.REJECT, Map.of("secret", "s"))).isEmpty();
  }

  @Test
  void an_empty_text_is_a_value_and_no_absence() {
    FieldRule rule = new FieldRule(FieldType.STRING, true, null, "en", null);

    assertThat(migrated(Map.of("lang", rule), Unlisted.KEEP, Map.of("lang", "")))
        .isEqualTo(Map.of("lang", ""));
  }

  @Test
  void unlisted_fields_are_kept_dropped_or_rejected() {
    Map<String, FieldRule> rules = Map.of("lang", OPTIONAL_TEXT);
    Map<String, Object> fields = Map.of("lang", "en", "extra", 1L);

    assertThat(migrated(rules, Unlisted.KEEP, fields)).isEqualTo(fields);
    assertThat(migrated(rules, Unlisted.DROP, fields)).isEqualTo(Map.of("lang", "en"));
    assertThat(reason(rules, Unlisted.REJECT, fields)).contains("'extra' is not listed");
    assertThat(migrated(rules, Unlisted.REJECT, Map.of("lang", "en"))).hasSize(1);
  }

  @Test
  void an_unmigratable_record_is_given_back_whole() {
    FieldRule required = new FieldRule(FieldType.STRING, true, null, null, null);
    ChromaRecord record = new ChromaRecord("a", "d", "u", Map.of("k", 1L), new float[] {1f});

    assertThat(apply(Map.of("lang", required), Unlisted.DROP, record))
        .isInstanceOfSatisfying(
            Outcome.Unmigratable.class,
            outcome -> {
              assertThat(outcome.original()).isSameAs(record);
              assertThat(outcome.cause()).isEqualTo("required:lang");
            });
  }

  private static Outcome apply(
      Map<String, FieldRule> rules, Unlisted unlisted, ChromaRecord record) {
    return new RecordTransform(new CollectionTransform(rules, unlisted)).apply(record);
  }

  private static Map<String, Object> migrated(
      Map<String, FieldRule> rules, Unlisted unlisted, Map<String, Object> metadata) {
    return ((Outcome.Migratable) apply(rules, unlisted, with(metadata))).record().metadata();
  }

  private static String reason(
      Map<String, FieldRule> rules, Unlisted unlisted, Map<String, Object> metadata) {
    return ((Outcome.Unmigratable) apply(rules, unlisted, with(metadata))).reason();
  }

  private static ChromaRecord with(Map<String, Object> metadata) {
    return new ChromaRecord("a", null, null, metadata, new float[] {1f});
  }
}
