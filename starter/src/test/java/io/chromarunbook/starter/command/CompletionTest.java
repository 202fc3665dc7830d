package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells and manuals are given, read by the real ones where they are installed. */
@Timeout(60)
class CompletionTest {

  /** What a page may say to whoever sets it. */
  private static final Set<String> ORDERS = Set.of(".TH", ".SH", ".PP", ".TP", ".nf", ".fi");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void bash_and_zsh_complete_a_gate_by_its_label(String shell) throws Exception {
    mustBeInstalled(shell);
    Path script = written(shell);
    Path asked = folder.resolve("asked.sh");
    Files.writeString(
        asked,
        (shell.equals("zsh") ? "autoload -U compinit && compinit -u -D\n" : "")
            + "source "
            + script
            + "\nCOMP_WORDS=(./runbook approve kb --gate '')\nCOMP_CWORD=4\n"
            + (shell.equals("zsh")
                ? "echo ${_comps[runbook]}\n"
                : "_complete_runbook 2>/dev/null\necho ${COMPREPLY[@]}\n"));

    assertThat(run(shell, asked.toString()))
        .contains(shell.equals("zsh") ? "_complete_runbook" : "pre-migration go-no-go");
  }

  @Test
  void fish_completes_commands_their_options_and_what_these_take() throws Exception {
    mustBeInstalled("fish");
    String script = written("fish").toString();

    assertThat(completions(script, "./runbook sna")).containsExactly("snapshot");
    assertThat(completions(script, "./runbook plan ")).containsExactly("check", "init");
    assertThat(completions(script, "./runbook approve kb --gate "))
        .containsExactly("go-no-go", "pre-migration");
    assertThat(completions(script, "./runbook confirm kb --action t")).containsExactly("thaw");
    assertThat(completions(script, "./runbook quarantine list --js")).containsExactly("--json");
    assertThat(completions(script, "./runbook list --wat")).isEmpty();
    assertThat(completions(script, "./runbook --vers")).containsExactly("--version");
  }

  @Test
  void what_fish_is_given_has_every_command_and_every_option_once() {
    String script = type("completion", "fish").out();
    List<String> lines = script.lines().filter(line -> line.startsWith("complete ")).toList();

    assertThat(lines).doesNotHaveDuplicates();
    HelpTest.commands()
        .forEach(
            command -> {
              int last = command.lastIndexOf(' ');
              String above = last < 0 ? "" : " " + command.substring(0, last);
              assertThat(lines)
                  .as(command)
                  .filteredOn(
                      line ->
                          line.startsWith(
                              "complete -c runbook -n '__runbook_only"
                                  + above
                                  + "' -a '"
                                  + command.substring(last + 1)
                                  + "' -d '"))
                  .hasSize(1);
              assertThat(lines)
                  .as(command)
                  .anyMatch(
                      line ->
                          line.startsWith(
                              "complete -c runbook -n '__runbook_at "
                                  + command
                                  + "' -s h -l help"));
            });
    assertThat(script).doesNotContain("warm-up");
  }

  @Test
  void a_manual_has_a_page_for_each_command_with_all_of_its_help() throws IOException {
    assertThat(type("completion", "man", "-o", folder.toString()).exitCode()).isZero();

    Set<String> pages;
    try (Stream<Path> files = Files.list(folder)) {
      pages = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    Set<String> commands =
        HelpTest.commands()
            .map(command -> "runbook-" + command.replace(' ', '-') + ".1")
            .collect(Collectors.toSet());
    commands.add("runbook.1");
    assertThat(pages).isEqualTo(commands);
    for (String page : pages) {
      String text = Files.readString(folder.resolve(page));
      assertThat(text.lines().filter(line -> line.startsWith(".")))
          .as(page)
          .allMatch(line -> ORDERS.contains(line.substring(0, 3)));
      if (!page.equals("runbook.1")) {
        assertThat(text).contains(".SH \"WHO MAY DO IT\"", ".SH \"WHAT IT CHANGES\"");
        assertThat(text).contains(".SH \"EXAMPLE\"\n.nf\n\\&./runbook ");
      }
    }
    assertThat(Files.readString(folder.resolve("runbook-approve.1")))
        .contains("runbook approve [OPTIONS] \\-\\-gate GATE \\-\\-role ROLE \\-\\-by NAME ID");
  }

  @Test
  void manual_pages_need_a_place_and_a_place_must_take_files() throws IOException {
    type("completion", "man").fails(2, "completion man -o DIR");
    Path taken = folder.resolve("taken");
    Files.writeString(taken, "");
    type("completion", "fish", "-o", taken.toString()).fails(2, taken.toString());
    type("completion", "tcsh").fails(2, "tcsh", "bash");
  }

  private List<String> completions(String script, String typed) throws Exception {
    return run("fish", "--no-config", "-c", "source " + script + "; complete -C '" + typed + "'")
        .lines()
        .map(line -> line.substring(0, line.indexOf('\t') < 0 ? line.length() : line.indexOf('\t')))
        .sorted()
        .toList();
  }

  private Path written(String shell) throws IOException {
    Typed script = type("completion", shell);
    assertThat(script.exitCode()).isZero();
    Path file = folder.resolve("runbook." + shell);
    Files.writeString(file, script.out());
    return file;
  }

  private Typed type(String... arguments) {
    return Typed.in(Map.of("RUNBOOK_HOME", folder.toString()), arguments);
  }

  private static void mustBeInstalled(String shell) {
    assertThat(installed(shell)).as("install " + shell + ", as .ci/run does").isTrue();
  }

  private static boolean installed(String shell) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
