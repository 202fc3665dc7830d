package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeyCommandTest {

  private static final String BEFORE = "# ours\nCHROMA_URL=http://old:8000\n";
  private static final String FLAGS = "{\"writes\": {\"enabled\": true}}\n";

  @TempDir private Path folder;
  private Path settings;
  private Path flags;

  @BeforeEach
  void has_files_of_settings() throws IOException {
    settings = Files.writeString(folder.resolve("app.env"), BEFORE);
    flags = Files.writeString(folder.resolve("flags.json"), FLAGS);
  }

  @Test
  void the_commands_of_the_page_do_what_it_says() throws IOException {
    List<String> typed = block("").lines().toList();

    done(words(typed.get(0)));
    assertThat(settings).hasContent(BEFORE.replace("old", "new"));
    done(words(typed.get(1)));
    done(words(typed.get(2)));
    assertThat(settings).hasContent(BEFORE);
  }

  @Test
  void the_plan_of_the_page_freezes_switches_and_goes_back_by_them() throws IOException {
    Plan plan = PlanReader.read(block("yaml"));
    Map<TrafficAction, CommandPlan> commands = plan.traffic().commands();

    assertThat(type(commands.get(TrafficAction.FREEZE).check()).exitCode()).isEqualTo(5);
    done(commands.get(TrafficAction.FREEZE).run());
    done(commands.get(TrafficAction.FREEZE).check());
    assertThat(type(commands.get(TrafficAction.SWITCH).check()).exitCode()).isEqualTo(5);
    block("sh")
        .lines()
        .filter(line -> line.startsWith(RunbookCommand.PROGRAM))
        .forEach(line -> done(words(line)));
    done(commands.get(TrafficAction.SWITCH).check());
    done(commands.get(TrafficAction.THAW).check());
    done(commands.get(TrafficAction.REVERT).run());
    done(commands.get(TrafficAction.REVERT).check());
    done(commands.get(TrafficAction.THAW).run());
    done(commands.get(TrafficAction.THAW).check());
    assertThat(settings).hasContent(BEFORE);
    assertThat(flags).hasContent(FLAGS);
  }

  @Test
  void a_secret_is_in_a_file_and_never_shown() throws IOException {
    String file = settings.toString();
    String secret = Files.writeString(folder.resolve("secret"), "of-nobodys-business\n").toString();

    Typed set = key("set", file, "CHROMA_URL", "--value-file", secret);
    Typed asked = key("show", file, "CHROMA_URL", "--is-file", secret);

    assertThat(set.exitCode()).as("%s", set).isZero();
    assertThat(asked.exitCode()).as("%s", asked).isZero();
    assertThat(set.out() + set.err() + asked.out() + asked.err()).doesNotContain("nobodys");
    assertThat(key("show", file, "CHROMA_URL").out()).isEqualTo("of-nobodys-business\n");
    Typed other = key("show", file, "CHROMA_URL", "--is", "another");
    other.fails(5, "CHROMA_URL has another value");
    assertThat(other.err()).doesNotContain("nobodys");
  }

  @Test
  void what_is_asked_wrongly_changes_nothing() {
    String file = settings.toString();

    Typed.in(Map.of("RUNBOOK_HOME", folder.toString()), "key", "set", file, "CHROMA_URL", "x")
        .fails(2, "for which migration", "--for ID");
    key("set", file, "CHROMA_URL").fails(2, "--value-file");
    key("set", file, "CHROMA_URL", "x", "--for", "../up").fails(2, "no migration's id");
    key("set", file, "CHROMA_URI", "x").fails(2, "did you mean CHROMA_URL?");
    key("set", file + ".gone", "CHROMA_URL", "x").fails(2, "is not there");
    key("set", folder.toString(), "CHROMA_URL", "x").fails(2, "is no file");
    key("restore", file).fails(2, "nothing kept for kb-to-1x");
    assertThat(settings).hasContent(BEFORE);
  }

  private void done(List<String> words) {
    assertThat(words.get(0)).isEqualTo(RunbookCommand.PROGRAM);
    Typed typed = type(words);
    assertThat(typed.exitCode()).as("%s: %s", words, typed).isZero();
  }

  /** As a run types it, with the files where this test has them. */
  private Typed type(List<String> words) {
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    arguments.replaceAll(
        word ->
            word.equals("app.env")
                ? settings.toString()
                : word.equals("flags.json") ? flags.toString() : word);
    return typed(arguments);
  }

  private Typed key(String... words) {
    List<String> arguments = new ArrayList<>(List.of("key"));
    arguments.addAll(List.of(words));
    return typed(arguments);
  }

  private Typed typed(List<String> arguments) {
    return Typed.in(
        Map.of("RUNBOOK_HOME", folder.toString(), "RUNBOOK_MIGRATION", "kb-to-1x"),
        arguments.toArray(String[]::new));
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  /** The first block of the page in this language. */
  private static String block(String language) throws IOException {
    String page = Files.readString(Path.of("../docs/keys.md"));
    return Pattern.compile("(?m)^```" + language + "\\n(.*?)^```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
