package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.transform.InverseTransform.Origin;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Misfit;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records find their way back, or it is said why nobody knows it. */
class InverseTransformTest {

  private static final int SETS = 20_000;
  private static final RecordComparison COMPARISON = new RecordComparison(DistanceFunction.L2);
  private static final FieldRule INTEGER_FROM_IDX =
      new FieldRule(FieldType.INTEGER, true, "idx", null, null);

  @Test
  void without_rules_a_record_is_what_it_is() {
    ChromaRecord record = record(Map.of("k", 1L, "l", List.of("a")));

    assertThat(inverse(Map.of(), Unlisted.KEEP).of(record)).isEqualTo(new Origin.Found(record));
  }

  @Test
  void a_renamed_field_gets_its_old_name_and_the_type_the_source_has_for_it() {
    InverseTransform inverse =
        inverse(Map.of("chunk", INTEGER_FROM_IDX), Unlisted.KEEP, Map.of("idx", List.of("string")));

    assertThat(found(inverse.of(record(Map.of("chunk", 7L, "other", true)))))
        .isEqualTo(Map.of("idx", "7", "other", true));
  }

  @Test
  void where_the_source_has_several_types_the_value_keeps_its_own() {
    InverseTransform inverse =
        inverse(
            Map.of("chunk", INTEGER_FROM_IDX),
            Unlisted.KEEP,
            Map.of("idx", List.of("float", "integer", "string")));

    assertThat(found(inverse.of(record(Map.of("chunk", 7L))))).isEqualTo(Map.of("idx", 7L));
  }

  @Test
  void a_changed_value_gets_the_type_of_the_one_it_replaces() {
    InverseTransform inverse =
        inverse(Map.of("chunk", INTEGER_FROM_IDX), Unlisted.KEEP, Map.of("idx", List.of("float")));

    assertThat(found(inverse.of(record(Map.of("idx", "6")), record(Map.of("chunk", 7L)))))
        .isEqualTo(Map.of("idx", "7"));
  }

  @Test
  void values_that_did_not_change_are_those_of_the_snapshot() {
    InverseTransform inverse =
        inverse(
            Map.of(
                "chunk",
                INTEGER_FROM_IDX,
                "lang",
                new FieldRule(FieldType.STRING, true, null, "en", null),
                "secret",
                new FieldRule(null, false, null, null, null, null, true)),
            Unlisted.DROP);
    ChromaRecord original = record(Map.of("idx", 6.0, "secret", "s", "unlisted", "u"));
    ChromaRecord migrated = record(Map.of("chunk", 6L, "lang", "en"));
    ChromaRecord edited =
        new ChromaRecord("id", "edited", null, migrated.metadata(), migrated.embedding());

    assertThat(inverse.of(original, edited))
        .isEqualTo(
            new Origin.Found(
                new ChromaRecord("id", "edited", null, original.metadata(), original.embedding())));
    assertThat(found(inverse.of(original, record(Map.of("chunk", 8L, "lang", "fr")))))
        .isEqualTo(Map.of("idx", 8.0, "lang", "fr", "secret", "s", "unlisted", "u"));
  }

  @Test
  void a_removed_key_is_removed() {
    FieldRule optional = new FieldRule(FieldType.STRING, false, "language", null, null);
    InverseTransform inverse = inverse(Map.of("lang", optional), Unlisted.KEEP);

    assertThat(
            found(
                inverse.of(
                    record(Map.of("language", "en", "a", 1L, "b", 2L)), record(Map.of("a", 1L)))))
        .isEqualTo(Map.of("a", 1L));
  }

  @Test
  void what_a_server_altered_by_itself_does_not_go_back() {
    InverseTransform inverse = inverse(Map.of(), Unlisted.KEEP);
    ChromaRecord original =
        new ChromaRecord("id", "text", null, Map.of("x", 0.1), new float[] {0.3f, 0.5f, 1f});
    ChromaRecord atTarget =
        new ChromaRecord(
            "id",
            "edited",
            null,
            Map.of("x", Math.nextUp(0.1)),
            new float[] {Math.nextUp(0.3f), 0.5f, 1f});

    assertThat(inverse.of(original, atTarget))
        .isEqualTo(
            new Origin.Found(
                new ChromaRecord("id", "edited", null, original.metadata(), original.embedding())));
  }

  @Test
  void what_the_plan_would_make_another_record_of_is_not_found() {
    FieldRule defaulted = new FieldRule(FieldType.STRING, false, null, "en", null);

    assertThat(reason(inverse(Map.of("lang", defaulted), Unlisted.KEEP).of(record(Map.of()))))
        .contains("metadata:lang");
    assertThat(reason(inverse(Map.of(), Unlisted.DROP).of(record(Map.of("tag", "t")))))
        .contains("metadata:tag");
    assertThat(reason(inverse(Map.of(), Unlisted.REJECT).of(record(Map.of("tag", "t")))))
        .contains("'tag' is not listed");
    assertThat(
            reason(
                inverse(Map.of("chunk", INTEGER_FROM_IDX), Unlisted.KEEP)
                    .of(record(Map.of("chunk", 1L, "idx", 2L)))))
        .contains("metadata:idx");
    assertThat(
            reason(
                inverse(Map.of("chunk", INTEGER_FROM_IDX), Unlisted.KEEP)
                    .of(record(Map.of("other", 1L)))))
        .contains("'idx' is required");
    FieldRule text = new FieldRule(FieldType.STRING, false, null, null, null);
    assertThat(reason(inverse(Map.of("n", text), Unlisted.KEEP).of(record(Map.of("n", 1L)))))
        .contains("metadata:n");
  }

  @Test
  void a_value_the_plan_keeps_as_it_is_comes_back_as_it_is() {
    FieldRule kept = new FieldRule(FieldType.INTEGER, false, "idx", null, null, Misfit.KEEP, null);
    InverseTransform inverse = inverse(Map.of("chunk", kept), Unlisted.KEEP);

    assertThat(found(inverse.of(record(Map.of("chunk", "seven")))))
        .isEqualTo(Map.of("idx", "seven"));
  }

  /** By schemas and records made by chance. */
  @Test
  void in_twenty_thousand_cases_what_is_found_becomes_the_record_again() {
    int foundNew = 0;
    int foundChanged = 0;
    for (int seed = 0; seed < SETS; seed++) {
      Random random = new Random(seed);
      CollectionTransform schema = GeneratedRecordsTest.schema(random);
      RecordRoute route = new RecordRoute(schema, Optional.of(3));
      InverseTransform inverse =
          new InverseTransform(
              schema,
              Optional.of(3),
              COMPARISON,
              Map.of("idx", List.of("integer", "string"), "n", List.of("string")));
      ChromaRecord original = GeneratedRecordsTest.record(random);
      if (!(route.apply(original) instanceof Outcome.Migratable migrated)) {
        continue;
      }
      assertThat(((Origin.Found) inverse.of(original, migrated.record())).record())
          .as("seed %d: nothing was changed", seed)
          .isEqualTo(withoutNulls(original));
      ChromaRecord edited = edited(migrated.record(), random);
      if (inverse.of(original, edited) instanceof Origin.Found origin) {
        foundChanged++;
        // Within tolerance it is what was migrated, not what is at the target.
        assertThat(
                COMPARISON.compare(
                    ((Outcome.Migratable) route.apply(origin.record())).record(), edited))
            .as("seed %d: %s by %s", seed, edited, schema)
            .isNotInstanceOf(Comparison.Different.class);
      }
      if (inverse.of(edited) instanceof Origin.Found origin) {
        foundNew++;
        assertThat(route.apply(origin.record()))
            .as("seed %d: %s by %s", seed, edited, schema)
            .isEqualTo(new Outcome.Migratable(edited));
      }
    }
    // Otherwise finding nothing would pass.
    assertThat(foundNew).isGreaterThan(SETS / 20);
    assertThat(foundChanged).isGreaterThan(SETS / 20);
  }

  private static ChromaRecord edited(ChromaRecord migrated, Random random) {
    Map<String, Object> metadata = new LinkedHashMap<>(migrated.metadata());
    String key = List.of("n", "lang", "number", "fresh").get(random.nextInt(4));
    Object value =
        GeneratedRecordsTest.VALUES.get(random.nextInt(GeneratedRecordsTest.VALUES.size()));
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }
    return new ChromaRecord(
        migrated.id(),
        random.nextBoolean() ? "edited" : migrated.document(),
        migrated.uri(),
        metadata,
        random.nextBoolean() ? new float[] {1f, 2f, random.nextFloat()} : migrated.embedding());
  }

  private static ChromaRecord withoutNulls(ChromaRecord record) {
    Map<String, Object> metadata = new HashMap<>(record.metadata());
    metadata.values().removeIf(Objects::isNull);
    return new ChromaRecord(
        record.id(), record.document(), record.uri(), metadata, record.embedding());
  }

  private static InverseTransform inverse(Map<String, FieldRule> fields, Unlisted unlisted) {
    return inverse(fields, unlisted, Map.of());
  }

  private static InverseTransform inverse(
      Map<String, FieldRule> fields, Unlisted unlisted, Map<String, List<String>> types) {
    return new InverseTransform(
        new CollectionTransform(fields, unlisted),
        Optional.of(3),
        new RecordComparison(DistanceFunction.COSINE),
        types);
  }

  private static ChromaRecord record(Map<String, Object> metadata) {
    return new ChromaRecord("id", "text", null, metadata, new float[] {1f, 2f, 3f});
  }

  private static Map<String, Object> found(Origin origin) {
    assertThat(origin).isInstanceOf(Origin.Found.class);
    return ((Origin.Found) origin).record().metadata();
  }

  private static String reason(Origin origin) {
    assertThat(origin).isInstanceOf(Origin.Unknown.class);
    return ((Origin.Unknown) origin).reason();
  }
}
