package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.activities.validation.FilterChoice.Question;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Filters show something only where source and target should select the same few records. */
class FilterChoiceTest {

  private static final float[] VECTOR = {1, 2};

  @Test
  void the_rarest_value_of_each_kind_is_asked_for_and_the_longest_word() {
    List<ChromaRecord> records =
        List.of(
            record("a", "some text", Map.of("lang", "en", "page", 1L, "draft", false)),
            record("b", "an encyclopedia", Map.of("lang", "en", "page", 2L, "draft", false)),
            record("c", "a dictionary", Map.of("lang", "fr", "page", 1L, "draft", true)));

    assertThat(asked(new CollectionTransform(Map.of(), Unlisted.KEEP), records))
        .containsExactly("lang: fr", "page: 2", "draft: true", "page: {$gte=2}", "encyclopedia");
  }

  @Test
  void a_field_the_plan_fills_in_anywhere_is_not_asked_for() {
    FieldRule filledIn = new FieldRule(FieldType.STRING, false, null, "en", List.of());
    List<ChromaRecord> records =
        List.of(
            record("a", null, Map.of("lang", "en", "kind", "page")),
            record("b", null, Map.of("kind", "page")));

    assertThat(asked(new CollectionTransform(Map.of("lang", filledIn), Unlisted.KEEP), records))
        .containsExactly("kind: page");
  }

  private static List<String> asked(CollectionTransform transform, List<ChromaRecord> records) {
    FilterChoice choice = new FilterChoice(new RecordRoute(transform, Optional.of(2)));
    records.forEach(choice::look);
    return choice.questions(records).stream().map(Question::name).toList();
  }

  private static ChromaRecord record(String id, String document, Map<String, Object> metadata) {
    return new ChromaRecord(id, document, null, metadata, VECTOR);
  }
}
