package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What a stranger reads before the first command: every help, walked from the top to the last. */
@Timeout(60)
class HelpTest {

  private static final Pattern WORDS = Pattern.compile("'[^']*'|\\S+");

  @TempDir private Path home;

  static Stream<String> commands() {
    return HelpPage.everyCommand(line())
        .filter(command -> command.getParent() != null)
        .map(command -> command.getCommandSpec().qualifiedName().substring("runbook ".length()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_says_who_may_do_it_what_it_changes_and_how_it_is_typed(String command) {
    CommandLine shown = find(command);
    Guide guide = HelpPage.guide(shown.getCommandSpec()).orElseThrow();
    String help = shown.getUsageMessage();

    assertThat(unwrapped(help))
        .contains(unwrapped("Who " + guide.who() + "."))
        .contains(unwrapped("Changes " + guide.changes() + "."))
        .contains("Example:");
    assertThat(guide.examples()).isNotEmpty();
    assertThat(guide.examples()).anyMatch(example -> example.startsWith(command));
    assertThat(Arrays.asList(CommandGroup.values())).contains(guide.group());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void no_help_is_wider_than_a_small_terminal_or_leaves_a_sentence_unfinished(String command) {
    CommandLine shown = find(command);
    String help = shown.getUsageMessage();

    assertThat(help.lines()).allMatch(line -> line.length() <= 80, "fits 80 columns");
    for (String sentence : sentences(shown.getCommandSpec())) {
      assertThat(sentence).as("of %s", command).endsWith(".");
      assertThat(unwrapped(help)).contains(unwrapped(sentence));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_example_is_a_command_line_that_is_understood(String command) {
    Guide guide = HelpPage.guide(find(command).getCommandSpec()).orElseThrow();

    for (String example : guide.examples()) {
      assertThat(understood(example)).as(example).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_of_a_command_is_what_the_command_says_of_itself(String command) {
    Typed asked = type(words("help " + command).toArray(String[]::new));

    assertThat(asked.exitCode()).isZero();
    assertThat(asked.out()).isEqualTo(find(command).getUsageMessage());
  }

  @Test
  void the_list_of_all_commands_has_each_in_its_group_with_its_whole_sentence() {
    String help = type("--help").out();

    assertThat(help.lines()).allMatch(line -> line.length() <= 80, "fits 80 columns");
    for (CommandGroup group : CommandGroup.values()) {
      assertThat(help).contains(group.heading());
    }
    for (CommandLine command : line().getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      if (spec.usageMessage().hidden()) {
        assertThat(help).doesNotContain(spec.name() + " ");
        continue;
      }
      String heading = HelpPage.guide(spec).orElseThrow().group().heading();
      int at = help.indexOf("\n  " + spec.name());
      assertThat(at).as(spec.name()).isPositive();
      assertThat(lastHeadingBefore(help, at)).as(spec.name()).isEqualTo(heading);
      assertThat(unwrapped(help)).contains(unwrapped(spec.usageMessage().description()[0]));
    }
    assertThat(type().out()).isEqualTo(help);
    assertThat(type("help").out()).isEqualTo(help);
  }

  @Test
  void narrow_terminals_get_all_of_it_too() {
    for (CommandLine command : HelpPage.everyCommand(line()).toList()) {
      command.setUsageHelpWidth(60);
      List<String> wide =
          command.getUsageMessage().lines().filter(line -> line.length() > 60).toList();
      assertThat(wide).as(command.getCommandName()).allMatch(HelpTest::oneLongWord);
    }
  }

  private static boolean oneLongWord(String line) {
    return words(line).count() <= 2;
  }

  @Test
  void an_unknown_command_is_answered_with_the_nearest_one() {
    type("help", "amnd").fails(2, "'amnd'", "did you mean 'amend'?", "./runbook help");
    type("help", "plan", "ini").fails(2, "below plan", "did you mean 'init'?");
  }

  @Test
  void the_readme_names_every_command_of_the_program() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertThat(commands().filter(command -> !command.contains(" ")))
        .allMatch(command -> readme.contains("`" + command), "is in the README's table");
  }

  private static String lastHeadingBefore(String help, int at) {
    return Stream.of(CommandGroup.values())
        .map(CommandGroup::heading)
        .filter(heading -> help.lastIndexOf("\n" + heading, at) >= 0)
        .reduce(
            (one, other) ->
                help.lastIndexOf("\n" + one, at) > help.lastIndexOf("\n" + other, at) ? one : other)
        .orElseThrow();
  }

  private static List<String> sentences(CommandSpec command) {
    return Stream.concat(
            Arrays.stream(command.usageMessage().description()),
            command.args().stream().map(ArgSpec::description).flatMap(Arrays::stream))
        .toList();
  }

  private static Stream<String> words(String text) {
    return WORDS.matcher(text).results().map(MatchResult::group);
  }

  private static String unwrapped(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** The command an example was understood as; nothing where it was not. */
  private static Optional<String> understood(String example) {
    List<String> words = words(example).map(word -> word.replace("'", "")).toList();
    CommandLine line = line();
    CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return example.startsWith(parsed.commandSpec().qualifiedName().substring("runbook ".length()))
        ? Optional.of(parsed.commandSpec().qualifiedName())
        : Optional.empty();
  }

  private static CommandLine find(String command) {
    CommandLine found = line();
    for (String word : words(command).toList()) {
      found = found.getSubcommands().get(word);
    }
    return found;
  }

  private Typed type(String... arguments) {
    return Typed.in(Map.of("RUNBOOK_HOME", home.toString()), arguments);
  }

  private static CommandLine line() {
    return RunbookCommandLine.over(
        new Session(Terminal.toProgram(new StringWriter(), new StringWriter()), Map.of()));
  }

  @Test
  void a_printed_program_is_the_one_that_completion_is_for() {
    assertThat(RunbookCommand.PROGRAM).endsWith("/" + line().getCommandName());
  }
}
