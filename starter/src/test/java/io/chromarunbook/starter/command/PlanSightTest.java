package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.PlanReader;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a worker sees of a plan is looked for where a worker is, before anything is started.
 */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(120)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class PlanSightTest {

  private static final String MISSING =
      """
      timeline: {monitoring: PT2S}
      acceptance: [{run: [./no-such-program.sh]}]
      notify: [{webhook: {env: NO_SUCH_WEBHOOK}}]
      """;

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private Path plan;

  PlanSightTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void seeds() throws IOException {
    migration = new TestMigration(stage).seed(60);
    plan = Files.writeString(folder.resolve("plan.yaml"), migration.plan() + MISSING);
  }

  @AfterEach
  void leaves_no_migration_for_the_worker_of_another_test() {
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // None was started, or it has ended.
    }
  }

  @Test
  void a_worker_says_what_it_does_not_find_with_the_lines_of_the_plan() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      Typed checked = type("plan", "check", plan.toString());

      assertThat(checked.exitCode()).as("%s", checked).isEqualTo(ExitCode.USAGE);
      assertThat(checked.out()).isEmpty();
      assertThat(checked.err())
          .contains(
              plan + " has 2 errors:",
              "line " + lineOf("acceptance:") + ", column 20, acceptance[0].run",
              "the program ./no-such-program.sh",
              "line " + lineOf("notify:") + ", column 20, notify[0].webhook",
              "environment variable NO_SUCH_WEBHOOK is not there");

      JsonNode errors = type("plan", "check", plan.toString(), "--json").json().path("errors");
      assertThat(errors.findValuesAsText("key"))
          .containsExactly("acceptance[0].run", "notify[0].webhook");

      Typed started = type("start", plan.toString());
      assertThat(started.exitCode()).as("%s", started).isEqualTo(ExitCode.USAGE);
      assertThat(started.err()).contains("acceptance[0].run", "notify[0].webhook");
      assertThat(known()).isFalse();
    }
  }

  @Test
  void a_worker_that_finds_everything_is_said_to() throws Exception {
    Files.writeString(plan, migration.plan());
    try (AutoCloseable worker = stage.worker()) {
      Typed checked = type("plan", "check", plan.toString());

      assertThat(checked.exitCode()).as("%s", checked).isZero();
      assertThat(checked.out().replaceAll("\\s+", " "))
          .contains(
              "reaches both servers, and finds all secrets, files and programs that the plan names.")
          .doesNotContain("Not checked");
    }
  }

  @Test
  void without_temporal_the_check_says_what_nobody_looked_for_and_what_to_type() throws Exception {
    Map<String, String> alone = new HashMap<>(MigrationStage.environment());
    alone.put("RUNBOOK_HOME", folder.resolve("home").toString());
    alone.put("TEMPORAL_ADDRESS", "127.0.0.1:1");

    Typed checked = Typed.in(alone, "plan", "check", plan.toString());

    assertThat(checked.exitCode()).as("%s", checked).isZero();
    assertThat(checked.out())
        .contains(
            "Not checked, because no Temporal is there, and no worker:",
            "notify[0].webhook",
            "environment variable NO_SUCH_WEBHOOK",
            "program ./no-such-program.sh",
            "Start one with ./runbook up, then check again.");
    JsonNode answer = Typed.in(alone, "plan", "check", plan.toString(), "--json").json();
    assertThat(answer.path("errors")).isEmpty();
    assertThat(answer.path("unchecked").findValuesAsText("key")).contains("notify[0].webhook");
  }

  @Test
  void mistakes_of_all_kinds_are_told_together() throws Exception {
    Files.writeString(
        plan,
        migration
                .plan()
                .replaceFirst(
                    "people: .*",
                    "people: {operations-lead: [change-me], dba: [bo], security: [cy]}")
            + "collections: {include: [tutoral], rename: {tutorial: \"a name\"}}\n");

    Typed checked = type("plan", "check", plan.toString());

    assertThat(checked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(checked.err().replaceAll("\\s+", " "))
        .contains("has 2 errors", "people.operations-lead", "still 'change-me'")
        .contains("'tutoral', which collections.include names; did you mean 'tutorial'?");
  }

  @Test
  void a_name_that_step_1_2_refuses_is_refused_by_the_check() throws Exception {
    Files.writeString(plan, migration.plan() + "collections: {rename: {tutorial: \"a name\"}}\n");

    type("plan", "check", plan.toString())
        .fails(
            ExitCode.USAGE, ", collections.rename: The target takes no collection named 'a name'");
  }

  @Test
  void a_plan_that_was_asked_for_passes_its_check() throws Exception {
    Path asked = folder.resolve("asked.yaml");
    StringWriter said = new StringWriter();
    Terminal person =
        Terminal.toPerson(said, said, new StringReader("ann\nbo\ncy\ned\ndi\n\n\n\nmanual\n"));

    int exitCode =
        RunbookCommandLine.over(new Session(person, environment()))
            .execute(
                "plan",
                "init",
                "--source",
                stage.sourceUrl(),
                "--target",
                stage.targetUrl(),
                "--database",
                migration.database(),
                "--ask",
                "-o",
                asked.toString());

    assertThat(exitCode).as("%s", said).isZero();
    assertThat(PlanReader.read(Files.readString(asked)).source().database())
        .isEqualTo(migration.database());
    Typed checked = type("plan", "check", asked.toString());
    assertThat(checked.exitCode()).as("%s", checked).isZero();
  }

  @Test
  void nobody_is_asked_where_nobody_is() {
    type(
            "plan",
            "init",
            "--source",
            stage.sourceUrl(),
            "--target",
            stage.targetUrl(),
            "--ask",
            "-o",
            folder.resolve("never.yaml").toString())
        .fails(ExitCode.USAGE, "--ask asks a person at a terminal, and this is none");
  }

  private long lineOf(String beginning) throws IOException {
    return Files.readAllLines(plan).stream().takeWhile(line -> !line.startsWith(beginning)).count()
        + 1;
  }

  private boolean known() {
    try {
      var ignored = stage.client().newUntypedWorkflowStub(migration.id()).describe();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  private Typed type(String... words) {
    return Typed.in(environment(), words);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
