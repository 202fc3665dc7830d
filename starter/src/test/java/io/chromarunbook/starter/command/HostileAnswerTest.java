package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.text.HostileTexts;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a script reads is what was written; what a terminal makes of it is harmless. */
class HostileAnswerTest {

  private static final String TEXTS = "io.chromarunbook.workflows.text.HostileTexts#all";

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource(TEXTS)
  void an_answer_in_json_is_the_same_json(String text) throws JsonProcessingException {
    StringWriter out = new StringWriter();
    try (Session session = new Session(Terminal.toProgram(out, out), Map.of())) {
      session.answer(value(text));
    }

    JsonNode read = Json.MAPPER.readTree(out.toString());
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo(Json.MAPPER.<JsonNode>valueToTree(value(whole)));
    assertThat(out.toString().codePoints().filter(point -> point != '\n'))
        .allMatch(HostileTexts::harmless);
  }

  private static Map<String, Object> value(String text) {
    return Map.of("name", text, "list", List.of(text), text, 1);
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void what_somebody_typed_comes_back_in_one_sentence(String text) {
    for (List<String> words :
        List.of(List.of("report", text), List.of("plan", "check", text), List.of(text, text))) {
      Typed typed = Typed.in(Map.of("RUNBOOK_HOME", home.toString()), words.toArray(String[]::new));

      assertThat(typed.err().codePoints().filter(point -> point != '\n'))
          .allMatch(HostileTexts::harmless);
    }
  }
}
