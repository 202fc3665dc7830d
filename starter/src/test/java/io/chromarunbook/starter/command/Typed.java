package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/** What a script gets for one command line. */
public record Typed(int exitCode, String out, String err) {

  public static Typed in(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return over(Terminal.toProgram(out, err), out, err, environment, arguments);
  }

  /** What a person at a terminal gets, who gives these answers, a line each. */
  public static Typed byPerson(
      String answers, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return over(
        Terminal.toPerson(out, err, new StringReader(answers)), out, err, environment, arguments);
  }

  private static Typed over(
      Terminal terminal,
      StringWriter out,
      StringWriter err,
      Map<String, String> environment,
      String... arguments) {
    int exitCode = RunbookCommandLine.over(new Session(terminal, environment)).execute(arguments);
    AnswerSchemas.describe(out.toString(), arguments);
    return new Typed(exitCode, out.toString(), err.toString());
  }

  /** Nothing but one sentence that has these words. */
  void fails(int code, String... words) {
    assertThat(err.lines()).as("%s", this).hasSize(1);
    assertThat(err).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(out).isEmpty();
    assertThat(exitCode).isEqualTo(code);
  }

  /** Its answer, which is one JSON object and nothing else. */
  JsonNode json() {
    try {
      JsonNode answer = Json.MAPPER.readTree(out);
      assertThat(answer.isObject()).as("%s", this).isTrue();
      return answer;
    } catch (JsonProcessingException e) {
      throw new AssertionError(toString(), e);
    }
  }
}
