package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Amendment;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.runbook.HoldDecision;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** One real migration between databases of its own. */
public final class TestMigration {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final MigrationStage stage;
  private final String id;
  private final String database;
  private String target;

  /** Between new databases of this stage. */
  public TestMigration(MigrationStage stage) {
    this.stage = stage;
    this.database = stage.newDatabase();
    this.target = stage.targetUrl();
    this.id = "migration-" + database;
  }

  /** The migration's id. */
  public String id() {
    return id;
  }

  /** Its database at both servers. */
  public String database() {
    return database;
  }

  /** Reaches the target at another address. */
  public TestMigration to(String address) {
    target = address;
    return this;
  }

  /** Fills the source with real text. */
  public TestMigration seed(int records) {
    try (WritableServer source = stage.source(database)) {
      new Seeding(source, (done, total) -> {}).fill(Corpus.load().sized(records));
    }
    return this;
  }

  /** Starts it by the standard plan with lines added. */
  public TestMigration start(String more) {
    return start(plan(), more);
  }

  /** Starts it by another plan with lines added. */
  TestMigration start(String base, String more) {
    Plan plan = PlanReader.read(base + more);
    RunbookWorkflow workflow =
        stage
            .client()
            .newWorkflowStub(
                RunbookWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Names.TASK_QUEUE)
                    .setWorkflowId(id)
                    .setStaticSummary("a test's migration")
                    .build());
    WorkflowClient.start(workflow::run, MigrationRequest.of(plan, Json.digest(plan), null, null));
    return this;
  }

  /**
   * The standard plan, whose switch sets a key in a file of settings and whose revert restores it.
   */
  String planSwitchingBy(Path settings) {
    String file = settings.toString();
    String plan = plan();
    return plan.substring(0, plan.indexOf("    switch:"))
        + "    switch: {run: %s, check: %s}\n    revert: {run: %s, check: %s}\n"
            .formatted(
                runbook("key", "set", file, "CHROMA_URL", target),
                runbook("key", "show", file, "CHROMA_URL", "--is", target),
                runbook("key", "restore", file),
                runbook("key", "show", file, "CHROMA_URL", "--is", stage.sourceUrl()))
        + plan.substring(plan.indexOf("    restart:"));
  }

  /** The standard plan. */
  public String plan() {
    Path switched = stage.home().resolve(id + ".switched");
    return PLAN.replace("{id}", id)
        .replace("{database}", database)
        .replace("{source}", stage.sourceUrl())
        .replace("{target}", target)
        .replace("{freeze}", own("freeze"))
        .replace("{is-frozen}", own("freeze", "--check"))
        .replace("{thaw}", own("thaw"))
        .replace("{is-thawed}", own("thaw", "--check"))
        .replace("{switched}", switched.toString());
  }

  private String own(String verb, String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of(verb, "--sqlite", stage.sourceFile().toString()));
    words.addAll(List.of(more));
    return runbook(words.toArray(String[]::new));
  }

  /** A command of the program, as a plan's commands have it. */
  String runbook(String... words) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + classPath(),
                "io.chromarunbook.starter.Runbook"));
    command.addAll(List.of(words));
    try {
      return Json.MAPPER.writeValueAsString(command);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In a file, because a plan has a bound and names it eight times. */
  private Path classPath() {
    try {
      return Files.writeString(
          stage.home().resolve(id + ".arguments"),
          "-XX:TieredStopAtLevel=1\n-cp \"" + System.getProperty("java.class.path") + "\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunbookWorkflow running() {
    return stage.client().newWorkflowStub(RunbookWorkflow.class, id);
  }

  /** The run of the workflow that goes on now, or was the last one. */
  String runId() {
    return WorkflowStub.fromTyped(running()).describe().getExecution().getRunId();
  }

  /** Where it stands now. */
  public MigrationStatus status() {
    return running().status();
  }

  /** The first status that is wanted. */
  public MigrationStatus until(String what, Predicate<MigrationStatus> wanted) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(this::status, wanted);
  }

  /**
   * The first status in this state, or in one that ends it; a run that is complete has written its
   * report then, which it does after it has said so.
   */
  public MigrationStatus until(RunState state) {
    MigrationStatus reached =
        until(state.name(), status -> status.state() == state || status.state().ended());
    if (reached.state() == RunState.COMPLETED) {
      Path report = stage.home().resolve("runs").resolve(id).resolve("report.md");
      await("the report").atMost(PATIENCE).until(() -> Files.exists(report));
    }
    return reached;
  }

  /** All three roles approve what they were shown. */
  public TestMigration approve(GateId gate) {
    MigrationStatus open =
        until(gate + " open", status -> line(status, gate).open() || status.state().ended());
    String evidence = line(open, gate).evidenceDigest();
    answer(gate, Role.OPERATIONS_LEAD, "ann", evidence);
    answer(gate, Role.DBA, "bo", evidence);
    answer(gate, Role.SECURITY, "cy", evidence);
    return this;
  }

  private void answer(GateId gate, Role role, String by, String evidence) {
    Reply reply =
        running().answerApprove(new GateAnswer(request(), gate, role, by, evidence, null));
    assertThat(reply).isInstanceOf(Reply.Accepted.class);
  }

  /** What a status says of a gate. */
  public static GateLine line(MigrationStatus status, GateId gate) {
    return status.gates().stream().filter(line -> line.id() == gate).findFirst().orElseThrow();
  }

  Reply decide(Choice choice, String by) {
    return running().answerDecide(new HoldDecision(request(), choice, null, by, "a test"));
  }

  /** Sends a whole plan in place of the one the run goes by. */
  Reply amend(String plan, String by) {
    return running().answerAmend(new Amendment(request(), by, "a test", PlanReader.read(plan)));
  }

  Order order(String by) {
    return new Order(request(), by, "a test");
  }

  MigrationOutcome close() {
    running().answerClose(order("ann"));
    return outcome();
  }

  /** How it ended, waited for. */
  public MigrationOutcome outcome() {
    return WorkflowStub.fromTyped(running()).getResult(MigrationOutcome.class);
  }

  private static String request() {
    return UUID.randomUUID().toString();
  }

  private static final String PLAN =
      """
      migration: {id}
      source: {url: "{source}", database: {database}}
      target: {url: "{target}", database: {database}}
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
      transform:
        fields:
          package: {type: string, required: true}
          version: {type: string, required: true}
          file: {type: string, required: true}
          title: {type: string, required: true}
          section: {type: string, required: true}
          chunk_index: {type: integer, from: idx, required: true}
          chunks_in_file: {type: integer, required: true}
          chars: {type: integer, required: true}
          words: {type: integer, required: true}
          lang: {type: string, default: en, required: true}
          has_code: {type: boolean, required: true}
          code_share: {type: float, required: true}
      traffic:
        mode: commands
        commands:
          freeze: {run: {freeze}, check: {is-frozen}}
          thaw: {run: {thaw}, check: {is-thawed}}
          switch: {run: [touch, {switched}], check: [test, -f, {switched}]}
          revert: {run: [rm, -f, {switched}], check: [test, "!", -f, {switched}]}
          restart: {run: ["true"]}
          verify: {run: ["true"]}
      """;
}
