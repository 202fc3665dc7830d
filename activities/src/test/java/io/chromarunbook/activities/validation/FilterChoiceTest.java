package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.activities.validation.FilterChoice.Question;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.PlanReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterChoiceTest {

  @Test
  void a_field_the_plan_fills_in_other_records_is_not_asked_for() {
    CollectionTransform schema = schema("lang: {type: string, default: en}");

    assertThat(asked(schema, record(Map.of("lang", "en")))).isEmpty();
    assertThat(asked(schema("lang: {type: string}"), record(Map.of("lang", "en"))))
        .containsExactly("lang: en");
  }

  @Test
  void a_field_the_plan_casts_in_one_record_is_not_asked_for_in_another() {
    CollectionTransform schema = schema("page: {type: integer}");

    assertThat(asked(schema, record(Map.of("page", 7L)), record(Map.of("page", "8")))).isEmpty();
    assertThat(asked(schema, record(Map.of("page", 7L)))).contains("page: 7");
  }

  private static List<String> asked(CollectionTransform schema, ChromaRecord... records) {
    return new FilterChoice(List.of(records), schema, new RecordRoute(schema, Optional.of(1)))
        .questions().stream().map(Question::name).toList();
  }

  private static ChromaRecord record(Map<String, Object> metadata) {
    return new ChromaRecord("id", null, null, metadata, new float[] {1});
  }

  private static CollectionTransform schema(String field) {
    return PlanReader.read(
            "migration: kb\n"
                + "source: {url: \"http://source:8000\"}\n"
                + "target: {url: \"http://target:8000\"}\n"
                + "people: {operations-lead: [ann], dba: [bo], security: [cy]}\n"
                + "transform: {fields: {"
                + field
                + "}}\n")
        .transform()
        .of("any");
  }
}
