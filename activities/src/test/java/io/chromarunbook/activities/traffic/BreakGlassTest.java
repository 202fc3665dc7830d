package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BreakGlassTest {

  private record Ended(int code, String output) {}

  @TempDir private Path folder;
  private final Map<String, Object> commands = new TreeMap<>();

  @BeforeEach
  void plan_commands_that_note_what_they_do() {
    for (String action : List.of("freeze", "thaw", "switch", "revert", "restart")) {
      commands.put(action, Map.of("run", noting(action)));
    }
  }

  @Test
  void everything_attempted_is_undone_in_order() throws Exception {
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE, TrafficAction.SWITCH);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(Files.readAllLines(deeds()))
        .containsExactly("revert kb-to-1x", "thaw kb-to-1x", "restart kb-to-1x");
    assertThat(run.folder.stopWriters()).exists();
    assertThat(ended.output())
        .contains("stop: done", "revert: done", "thaw: done", "restart: done", "All is undone");
    assertThat(TrafficStanding.of(run.folder).clear()).isTrue();
  }

  @Test
  void what_was_never_attempted_is_left_alone() throws Exception {
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).isZero();
    assertThat(Files.readAllLines(deeds())).containsExactly("thaw kb-to-1x");
    assertThat(ended.output()).contains("revert: not needed, switch was never attempted");
  }

  @Test
  void arguments_reach_commands_unchanged_whatever_they_are() throws Exception {
    List<String> odd =
        List.of(
            "two words",
            "it's",
            "say \"hi\"",
            "line\nline\n",
            "$HOME `id` $(id)",
            "back\\slash",
            "",
            "-n",
            "*",
            "ünï",
            "````",
            "!",
            "a;b&c|d>e",
            "~",
            "#x");
    List<String> words =
        new ArrayList<>(
            List.of("sh", "-c", "out=$1; shift; printf '%s\\0' \"$@\" > \"$out\"", "x"));
    words.add(deeds().toString());
    words.addAll(odd);
    commands.put("thaw", Map.of("run", words, "check", List.of("test", "-s", deeds().toString())));
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(Files.readString(deeds()).split("\0", -1))
        .containsExactly((String.join("\0", odd) + "\0").split("\0", -1));
  }

  @Test
  void the_guide_has_each_command_ready_to_copy() throws Exception {
    List<String> words =
        List.of("sh", "-c", "printf %s \"$1\" > \"$2\"", "x", "it's\n$HOME", deeds().toString());
    commands.put("thaw", Map.of("run", words));
    TrialRun run = commanded();
    BreakGlass files = write(run);

    String guide = Files.readString(Path.of(files.guide()));
    String command = ShellWords.quoted(words);
    assertThat(guide).contains("```sh\n" + command + "\n```", "SOURCE_AUTH");
    assertThat(guide).contains("sh " + ShellWords.quoted(files.script()));
    Process copied = new ProcessBuilder("sh", "-c", command).start();

    assertThat(copied.waitFor()).isZero();
    assertThat(Files.readString(deeds())).isEqualTo("it's\n$HOME");
  }

  @Test
  void nothing_happens_unless_the_migration_is_named() throws Exception {
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE);

    assertThat(execute(run, "yes\n").code()).isEqualTo(4);
    assertThat(execute(run, "").code()).isEqualTo(4);
    assertThat(execute(run, "", "--no").code()).isEqualTo(2);
    assertThat(deeds()).doesNotExist();
    assertThat(run.folder.stopWriters()).doesNotExist();
    assertThat(execute(run, "kb-to-1x\n").code()).isZero();
    assertThat(deeds()).exists();
  }

  @Test
  void a_failure_is_told_and_the_rest_goes_on() throws Exception {
    commands.put("thaw", Map.of("run", List.of("sh", "-c", "echo no such file; exit 9")));
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE, TrafficAction.SWITCH);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("thaw: FAILED with exit code 9", "no such file", "FAILED: thaw.");
    assertThat(Files.readAllLines(deeds())).containsExactly("revert kb-to-1x", "restart kb-to-1x");
  }

  @Test
  void a_source_is_not_thawed_while_applications_may_still_write_to_the_target() throws Exception {
    commands.put("revert", Map.of("run", List.of("true"), "check", List.of("false")));
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE, TrafficAction.SWITCH);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("thaw: HELD BACK", "FAILED: revert thaw restart.");
    assertThat(deeds()).doesNotExist();
  }

  @Test
  void a_state_that_is_there_already_is_not_brought_about_again() throws Exception {
    commands.put("thaw", Map.of("run", noting("thaw"), "check", List.of("true")));
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.output()).contains("thaw: was done already");
    assertThat(deeds()).doesNotExist();
  }

  @Test
  void a_command_that_hangs_is_killed_at_its_limit() throws Exception {
    commands.put("thaw", Map.of("run", List.of("sleep", "60"), "timeout", "PT0.3S"));
    TrialRun run = commanded();
    attempted(run, TrafficAction.FREEZE);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("thaw: FAILED. It was killed at its limit.");
  }

  @Test
  void a_command_a_worker_was_about_to_run_does_not_follow() throws Exception {
    TrialRun run = commanded();
    Turn before = Turn.take(run.folder.trafficTurn());
    execute(run, "", "--yes");

    CommandEnd late =
        new CommandRunner(System.getenv("PATH"))
            .run(
                new CommandOrder(
                    noting("switch"),
                    Duration.ofSeconds(5),
                    run.folder.trafficLock(),
                    Duration.ofSeconds(5),
                    before,
                    Map.of(),
                    folder.resolve("log")),
                () -> {});

    assertThat(late).isInstanceOf(CommandEnd.Superseded.class);
    assertThat(deeds()).doesNotExist();
  }

  @Test
  void where_people_do_it_they_are_told_what() throws Exception {
    TrialRun run = new TrialRun(folder.resolve("home"), "");
    attempted(run, TrafficAction.FREEZE);

    Ended ended = execute(run, "", "--yes");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output())
        .contains("thaw: TO BE DONE BY A PERSON. Let the source take writes again", "people: thaw");
  }

  @Test
  void no_secret_is_written_and_a_repeat_writes_the_same() throws Exception {
    TrialRun run = commanded();
    run.environment.put("SOURCE_AUTH", "Bearer s3cret");
    BreakGlass files = write(run);
    String script = Files.readString(Path.of(files.script()));
    String guide = Files.readString(Path.of(files.guide()));

    assertThat(write(run)).isEqualTo(files);
    assertThat(Path.of(files.script())).isExecutable().content().isEqualTo(script);
    assertThat(script + guide).doesNotContain("s3cret");
  }

  private TrialRun commanded() {
    return new TrialRun(
        folder.resolve("ho'me here"),
        ", \"traffic\": " + Json.canonical(Map.of("mode", "commands", "commands", commands)));
  }

  private static void attempted(TrialRun run, TrafficAction... actions) {
    for (TrafficAction action : actions) {
      DurableFile.writeJson(
          run.folder.traffic(action.label()), TrafficEntry.attempted(action, "activity"));
    }
  }

  private BreakGlass write(TrialRun run) {
    return new BreakGlassFiles(run.open(), folder).write();
  }

  private Ended execute(TrialRun run, String typed, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("sh", write(run).script()));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(typed.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It may have ended without reading.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private List<String> noting(String deed) {
    return List.of(
        "sh", "-c", "echo \"$0\" \"$RUNBOOK_MIGRATION\" >> \"$1\"", deed, deeds().toString());
  }

  private Path deeds() {
    return folder.resolve("deeds");
  }
}
