package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script may rely on is written down, and true. */
class AnswerSchemasTest {

  private static final String DIGEST = "3f2a9c0d1b7e" + "0".repeat(52);
  private static final String TOLERANT =
      "Readers must tolerate properties that are not named here.";

  @TempDir private Path home;

  @Test
  void every_command_that_answers_in_json_has_a_schema_and_every_schema_a_command() {
    assertThat(AnswerSchemas.ofCommands()).hasSizeGreaterThan(30);
    assertThat(AnswerSchemas.all().keySet())
        .containsExactlyInAnyOrderElementsOf(
            AnswerSchemas.ofCommands().values().stream().distinct().toList());
  }

  @Test
  void every_schema_says_what_each_property_is_and_that_more_may_come() {
    AnswerSchemas.all()
        .forEach(
            (name, schema) -> {
              assertThat(schema.path("$schema").asText())
                  .isEqualTo("https://json-schema.org/draft/2020-12/schema");
              assertThat(schema.path("$id").asText())
                  .isEqualTo("urn:chroma-runbook:schema:" + name + ":1");
              assertThat(schema.path("description").asText())
                  .as(name)
                  .containsPattern(
                      "Readers must tolerate properties( and kinds)? that are not named here");
              assertThat(schema.toString()).doesNotContain("\"additionalProperties\":false");
            });
    assertThat(AnswerSchemas.all().get("order").path("description").asText()).endsWith(TOLERANT);
  }

  @Test
  void a_schema_of_ours_refuses_what_is_not_so() {
    assertThat(AnswerSchemas.wrong("order", "{\"accepted\":true,\"text\":\"✓\",\"reason\":\"\"}"))
        .isNotEmpty();
    assertThat(AnswerSchemas.wrong("status", "{\"migration\":\"kb\",\"state\":7}")).isNotEmpty();
    assertThat(AnswerSchemas.wrong("demo", "{\"migration\":\"kb\"}")).isNotEmpty();
    assertThat(AnswerSchemas.wrong("explain", "[{\"id\":\"documents.equal\"}]")).isNotEmpty();
  }

  @Test
  void answers_that_need_no_server_are_as_their_schemas_say() {
    assertThat(type("explain", "--json").out()).isNotBlank();
    assertThat(type("explain", "documents.equal", "--json").out()).isNotBlank();
    assertThat(type("snapshot", "list", "--json").out()).isNotBlank();
    assertThat(type("snapshot", "prune", "--json").out()).isNotBlank();
    assertThat(type("doctor", "--json").out()).isNotBlank();
  }

  @Test
  void what_came_of_an_order_is_one_document() {
    JsonNode down = type("down", "--json").json();

    assertThat(down.path("accepted").asBoolean()).isTrue();
    assertThat(down.path("text").asText()).contains("Nothing of ours runs here any more");
    assertThat(down.path("reason").asText()).isEmpty();
  }

  @Test
  void a_refused_answer_has_its_reason_in_the_document_and_keeps_its_exit_code()
      throws IOException {
    Path witness = home.resolve("witness.json");
    Files.writeString(
        witness,
        "{\"verdict\":\"DIFFERENT\",\"migration\":\"kb\",\"evidenceDigest\":\"%s\",\"totals\":{\"missing\":1}}"
            .formatted(DIGEST));

    Typed refused = type(answer("--witness", witness.toString(), "--json"));

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.json().path("accepted").isBoolean()).isTrue();
    assertThat(refused.json().path("accepted").asBoolean()).isFalse();
    assertThat(refused.json().path("reason").asText()).contains("1 missing");
    assertThat(refused.err()).contains(refused.json().path("reason").asText());
  }

  @Test
  void an_order_that_reached_nobody_has_no_document() {
    Typed unreachable = type(answer("--json"));

    assertThat(unreachable.exitCode()).isEqualTo(3);
    assertThat(unreachable.out()).isEmpty();
    assertThat(unreachable.err().lines()).hasSize(1);
  }

  private static String[] answer(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "approve",
                "kb",
                "--gate",
                "go-no-go",
                "--role",
                "dba",
                "--by",
                "bo",
                "--evidence",
                "3f2a9c0d1b7e"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private Typed type(String... arguments) {
    return Typed.in(
        Map.of("RUNBOOK_HOME", home.toString(), "TEMPORAL_ADDRESS", "127.0.0.1:9"), arguments);
  }
}
