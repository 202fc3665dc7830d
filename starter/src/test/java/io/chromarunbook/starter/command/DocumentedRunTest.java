package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.documents.KnownCommand;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A migration by hand, by nothing but the pages that were written for it. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(300)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class DocumentedRunTest {

  private static final Pattern TRAFFIC = Pattern.compile("(?s)traffic:.*");

  /** Are left out: they go on until somebody ends them, or are about this machine's own stack. */
  private static final Set<String> ENDLESS = Set.of("status --watch", "worker", "doctor");

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private Path plan;

  DocumentedRunTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void leaves_nothing_behind() {
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // It has ended.
    }
    stage.thaw();
  }

  @Test
  void the_technician_s_page_leads_from_nothing_to_a_closed_run() throws Exception {
    migration = new TestMigration(stage).seed(60);
    plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        TRAFFIC.matcher(migration.plan()).replaceFirst("")
            + "timeline: {monitoring: PT3S, probeEvery: PT1S}\n");
    try (AutoCloseable worker = stage.worker()) {
      done("docs " + plan + " -o " + folder.resolve("pages") + " --format md");
      Set<String> page = new LinkedHashSet<>(commands("technician.md"));
      List<String> reading = new ArrayList<>();

      page.stream().filter(line -> line.startsWith("plan check")).forEach(this::done);
      page.stream().filter(line -> line.contains("--dry-run")).forEach(this::done);
      reading.addAll(read("pre-migration", "Pre-migration"));
      done(docsAgain());
      assertThat(Files.readString(folder.resolve("pages").resolve("runbook.md")))
          .contains("The last dry-run of this plan here, " + migration.id() + "/dry-run/1");
      page.stream()
          .filter(line -> line.startsWith("start") && !line.contains("--dry-run"))
          .forEach(this::done);
      approved(page, GateId.PRE_MIGRATION);
      confirmed(page, TrafficAction.FREEZE);
      open(GateId.GO_NO_GO);
      reading.addAll(read("execution", "Execution"));
      reading.addAll(read("cutover", "Cutover"));
      reading.addAll(read("troubleshooting", "Troubleshooting"));
      approved(page, GateId.GO_NO_GO);
      confirmed(page, TrafficAction.SWITCH);
      confirmed(page, TrafficAction.RESTART);
      confirmed(page, TrafficAction.VERIFY);
      migration.until(RunState.COMPLETED);
      reading.addAll(read("post-migration", "Post-migration"));
      reading.addAll(read("clean-up", "Clean-up"));
      page.stream().filter(line -> line.startsWith("close")).forEach(this::done);

      assertThat(reading)
          .extracting(line -> line.split(" ", -1)[0])
          .contains(
              "plan",
              "report",
              "evidence",
              "checkpoint",
              "status",
              "list",
              "quarantine",
              "history",
              "validate",
              "snapshot",
              "explain");
    }
  }

  private String docsAgain() {
    return "docs " + plan + " -o " + folder.resolve("pages") + " --format md";
  }

  private void open(GateId gate) {
    migration.until(
        "the gate " + gate,
        status -> status.gates().stream().anyMatch(line -> line.id() == gate && line.open()));
  }

  private void approved(Set<String> page, GateId gate) {
    open(gate);
    List<String> answers =
        page.stream()
            .filter(line -> line.startsWith("approve") && line.contains("--gate " + gate))
            .toList();
    assertThat(answers).hasSize(3);
    for (String answer : answers) {
      Typed typed = Typed.byPerson("y\n", environment(), answer.split(" "));
      assertThat(typed.exitCode()).as("%s: %s", answer, typed).isZero();
    }
  }

  private void confirmed(Set<String> page, TrafficAction action) {
    migration.until(
        action + " is asked for",
        status -> status.manual().stream().anyMatch(line -> line.action() == action));
    if (action == TrafficAction.FREEZE) {
      stage.freeze();
    }
    List<String> lines =
        page.stream()
            .filter(line -> line.startsWith("confirm") && line.contains("--action " + action))
            .toList();
    assertThat(lines).hasSize(1);
    done(lines.get(0));
  }

  /** Every command of a phase that changes nothing, by its own help, typed in that phase. */
  private List<String> read(String phase, String heading) throws IOException {
    List<String> typed = new ArrayList<>();
    List<KnownCommand> harmless =
        KnownCommands.of(
                RunbookCommandLine.over(
                    new Session(
                        Terminal.toProgram(new StringWriter(), new StringWriter()), Map.of())))
            .stream()
            .filter(known -> known.changes().startsWith("nothing"))
            .toList();
    for (String line : new LinkedHashSet<>(commands("commands.md", heading))) {
      boolean ends = ENDLESS.stream().noneMatch(words -> like(line, words));
      if (ends
          && harmless.stream()
              .anyMatch(
                  known -> line.equals(known.words()) || line.startsWith(known.words() + " "))) {
        done(line);
        typed.add(line);
      }
    }
    assertThat(typed).as(phase).isNotEmpty();
    return typed;
  }

  private static boolean like(String line, String words) {
    return List.of(line.split(" ")).containsAll(List.of(words.split(" ")));
  }

  private void done(String command) {
    // What a reader writes where he stands is written in the test's own folder.
    String[] words = command.replace(" -o report", " -o " + folder + "/report").split(" ");
    Typed typed = Typed.in(environment(), words);
    assertThat(typed.exitCode()).as("%s: %s", command, typed).isZero();
  }

  private List<String> commands(String page) throws IOException {
    return commandsIn(Files.readString(folder.resolve("pages").resolve(page)));
  }

  private List<String> commands(String page, String heading) throws IOException {
    String text = Files.readString(folder.resolve("pages").resolve(page));
    int from = text.indexOf("\n## " + heading + "\n");
    int to = text.indexOf("\n## ", from + 1);
    assertThat(from).as(heading).isPositive();
    return commandsIn(text.substring(from, to));
  }

  private static List<String> commandsIn(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("./runbook "))
        .map(line -> line.substring("./runbook ".length()))
        .toList();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
