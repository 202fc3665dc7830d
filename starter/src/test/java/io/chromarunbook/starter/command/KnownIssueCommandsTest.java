package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chromarunbook.starter.diagnosis.CommandTemplate;
import io.chromarunbook.starter.diagnosis.Cure;
import io.chromarunbook.starter.diagnosis.KnownIssue;
import io.chromarunbook.starter.diagnosis.Slot;
import io.chromarunbook.starter.terminal.Terminal;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that troubleshooting prints is one this program understands. */
class KnownIssueCommandsTest {

  /** What a person puts where the table has a word of its own. */
  private static final Map<String, String> TYPED =
      Map.of(
          "GATE", "go-no-go",
          "ROLE", "dba",
          "DIGEST", "0123456789ab",
          "ACTION", "freeze",
          "N", "3");

  static Stream<CommandTemplate> commands() {
    return KnownIssue.all().stream()
        .flatMap(issue -> issue.cures().stream())
        .map(Cure::command)
        .flatMap(Optional::stream)
        .filter(CommandTemplate::isOurs);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void each_is_understood(CommandTemplate command) {
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    Arrays.stream(Slot.values()).forEach(slot -> values.put(slot, "kb"));
    List<String> words =
        Arrays.stream(command.filled(values).split(" "))
            .skip(1)
            .map(word -> TYPED.getOrDefault(word, word))
            .toList();

    assertThatCode(
            () ->
                RunbookCommandLine.over(
                        new Session(
                            Terminal.toProgram(new StringWriter(), new StringWriter()), Map.of()))
                    .parseArgs(words.toArray(String[]::new)))
        .as("%s", words)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whoever_is_named_in_one_must_have_a_right_that_is_known(CommandTemplate command) {
    assertThat(command.generic()).startsWith("./runbook ");
    if (command.slots().contains(Slot.NAME)) {
      assertThat(command.generic()).contains("--by NAME");
    }
  }
}
