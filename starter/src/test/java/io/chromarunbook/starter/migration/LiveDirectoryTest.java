package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.command.LiveApplication;
import io.chromarunbook.starter.command.PythonPackages;
import io.chromarunbook.starter.command.Typed;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A directory that an application keeps open, and writes to until triggers refuse that. */
@Tag("servers")
@Timeout(400)
@ExtendWith(MigrationStage.Extension.class)
class LiveDirectoryTest {

  private static final String REFUSED = "read-only: migration in progress";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private final TestMigration migration;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());
  private Path directory;
  private LiveApplication application;
  private Process worker;

  LiveDirectoryTest(MigrationStage stage) {
    this.stage = stage;
    this.migration = new TestMigration(stage);
  }

  @BeforeEach
  void an_application_writes() throws Exception {
    environment.put("RUNBOOK_HOME", stage.home().toString());
    environment.remove("RUNBOOK_LAUNCHER");
    directory = Files.createDirectories(folder.resolve("live"));
    LocalStack clients =
        LocalStack.in(folder.resolve("clients"), StackListener.silent(), environment);
    application = LiveApplication.over(directory, PythonPackages.of(clients), folder);
    worker = stage.servingWorkerProcess();
  }

  @AfterEach
  void ends_what_it_started() throws Exception {
    application.end();
    worker.destroy();
    worker.waitFor();
  }

  @Test
  void what_an_application_was_answered_before_the_freeze_is_at_the_target() throws Exception {
    Typed refused = start("source: {directory: \"" + directory + "\"}\n");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("is open in process " + application.pid(), "source.live");

    untilFrozen();
    application.untilAnswered(answer -> answer.contains(REFUSED));
    long acknowledged = taken(application.answers());
    migration.approve(GateId.GO_NO_GO);
    MigrationStatus completed = migration.until(RunState.COMPLETED);

    assertThat(completed.state()).as("%s", completed).isEqualTo(RunState.COMPLETED);
    assertThat(completed.totals().equal()).isEqualTo(acknowledged);
    try (WritableServer target =
        ChromaServers.toWrite(
            ServerAddress.at(stage.targetUrl()).in("default_tenant", migration.database()))) {
      assertThat(target.count(target.collection("live").orElseThrow())).isEqualTo(acknowledged);
    }
    Typed closed = Typed.in(environment, "close", migration.id(), "--by", "ann");
    String thaw = "thaw --sqlite " + directory + "/chroma.sqlite3";
    assertThat(closed.out()).as("%s", closed).contains(thaw);
    assertThat(taken(application.answers())).isEqualTo(acknowledged);
    assertThat(Typed.in(environment, thaw.split(" ")).exitCode()).isZero();
    application.untilAnswered(answer -> answer.startsWith("w"));
  }

  @Test
  void a_rollback_lets_the_application_write_again() throws Exception {
    untilFrozen();
    application.untilAnswered(answer -> answer.contains(REFUSED));

    Typed rolledBack =
        Typed.in(environment, "rollback", migration.id(), "--by", "ann", "--reason", "a test");
    assertThat(rolledBack.exitCode()).as("%s", rolledBack).isZero();
    MigrationOutcome outcome = migration.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    application.untilAnswered(answer -> answer.startsWith("w"));
    assertThat(new SqliteTriggers(directory.resolve("chroma.sqlite3")).removed()).isTrue();
  }

  /** Moved until people are to say GO, while nobody writes. */
  private void untilFrozen() throws Exception {
    Typed started = start("source: {directory: \"" + directory + "\", live: true}\n");
    assertThat(started.exitCode()).as("%s", started).isZero();
    migration.approve(GateId.PRE_MIGRATION);
    MigrationStatus open =
        migration.until(
            "the gate",
            now -> TestMigration.line(now, GateId.GO_NO_GO).open() || now.state().ended());
    assertThat(open.freeze().standing()).as("%s", open).isEqualTo(FreezeLine.Standing.PROVEN);
  }

  private Typed start(String source) throws Exception {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        "migration: %s\n%starget: {url: \"%s\", database: %s}\n"
                .formatted(migration.id(), source, stage.targetUrl(), migration.database())
            + """
            people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
            traffic:
              mode: commands
              commands:
                freeze: {run: ["false"]}
                thaw: {run: ["false"]}
                switch: {run: ["true"]}
                revert: {run: ["true"]}
                restart: {run: ["true"]}
                verify: {run: ["true"]}
            timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}
            """);
    return Typed.in(environment, "start", plan.toString());
  }

  private static long taken(List<String> answers) {
    return answers.stream().filter(answer -> answer.startsWith("w")).count();
  }
}
