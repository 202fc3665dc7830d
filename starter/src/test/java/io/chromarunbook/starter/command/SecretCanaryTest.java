package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that servers and commands say again and again is in none of the places a run leaves
 * words, although the words around it are.
 */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(400)
class SecretCanaryTest {

  private static final String CANARY = "canary-Zq7+f/9x==-2ZkPw";
  private static final String WEBHOOK_TOKEN = "T0K3N-of-the-webhook-81c4";
  private static final Pattern PAYLOAD = Pattern.compile("\"data\": \"([A-Za-z0-9+/=]+)\"");

  @TempDir private Path folder;
  private final MigrationStage stage;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer webhook;
  private EchoingProxy source;
  private EchoingProxy target;
  private TestMigration migration;
  private Path plan;
  private Process worker;

  SecretCanaryTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void writes_a_plan_with_secrets() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), CANARY);
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    webhook.start();
    Path hook =
        Files.writeString(
            folder.resolve("hook"),
            "http://127.0.0.1:" + webhook.getAddress().getPort() + "/services/" + WEBHOOK_TOKEN);
    migration = new TestMigration(stage).seed(60);
    source = new EchoingProxy(stage.sourceUrl());
    target = new EchoingProxy(stage.targetUrl());
    String headers = "headers: {%s: {file: \"%s\"}}, ".formatted(EchoingProxy.HEADER, token);
    plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        migration
                .plan()
                .replace(
                    "source: {url: \"" + stage.sourceUrl(),
                    "source: {" + headers + "url: \"" + source.url())
                .replace(
                    "target: {url: \"" + stage.targetUrl(),
                    "target: {" + headers + "url: \"" + target.url())
                .replace(
                    "restart: {run: [\"true\"]}",
                    "restart: {run: [sh, -c, \"cat %1$s; cat %1$s >&2\"]}".formatted(token))
            + "timeline: {monitoring: PT10M, probeEvery: PT1S}\n"
            + "notify: [{webhook: {file: \"%s\"}}, {command: [sh, -c, \"cat >> %s; cat %s\"]}]\n"
                .formatted(hook, folder.resolve("notices"), token));
  }

  @AfterEach
  void stops_everything() {
    if (worker != null) {
      worker.destroyForcibly();
    }
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // It has ended.
    }
    source.close();
    target.close();
    webhook.stop(0);
    stage.thaw();
  }

  @Test
  void is_in_none_of_the_places_a_run_leaves_words() throws Exception {
    Map<String, String> sinks = new TreeMap<>();
    target.complain(true);
    sinks.put("plan check", type("plan", "check", plan.toString()).toString());
    sinks.put("start", type("start", plan.toString()).toString());
    sinks.put("validate", type("validate", plan.toString()).toString());
    target.complain(false);
    worker = stage.workerProcess();
    Typed started = type("start", plan.toString());
    assertThat(started.exitCode()).as("%s", started).isZero();
    sinks.put("what starts", started.toString());
    migration.approve(GateId.PRE_MIGRATION);
    migration.until("migrating", status -> status.step().compareTo(Step.WAIT) > 0);
    target.complain(true);
    migration.until("an outage", status -> !status.outages().isEmpty());
    sinks.put("status in an outage", type("status", migration.id()).toString());
    sinks.put("status in JSON", type("status", migration.id(), "--json").toString());
    sinks.put("details for Temporal's pages", currentDetails());
    target.complain(false);
    migration.until("the gate", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
    sinks.put("evidence", type("evidence", migration.id()).toString());
    sinks.put("evidence in JSON", type("evidence", migration.id(), "--json").toString());
    migration.approve(GateId.GO_NO_GO);
    migration.until(RunState.MONITORING);
    target.complain(true);
    migration.until(
        "bad probes", status -> !status.alarms().isEmpty() || !status.reason().isEmpty());
    sinks.put("commands of processes", processes());
    sinks.put(
        "an answer to an order",
        type("rollback", migration.id(), "--by", "ann", "--accept-loss", "unknown").toString());
    // With its report, which is written once the state is known.
    assertThat(migration.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    sinks.put("report on the screen", type("report", migration.id()).toString());
    sinks.put("notices to a webhook", String.join("\n", heard));
    sinks.put("notices to a command", Files.readString(folder.resolve("notices")));
    histories(sinks);
    sinks.put("what Temporal lists", listed());
    files(sinks);

    assertThat(sinks).hasSizeGreaterThanOrEqualTo(14);
    sinks.forEach(SecretCanaryTest::silent);
    for (String voiced :
        List.of(
            "plan check",
            "start",
            "validate",
            "status in an outage",
            "status in JSON",
            "details for Temporal's pages",
            "history of the run",
            "worker.out",
            "report.html",
            "report.md",
            "report.json")) {
      assertThat(sinks).as(voiced).containsKey(voiced);
      assertThat(sinks.get(voiced)).as(voiced).containsPattern("no room for (\\*|\\\\\\*){3}");
    }
  }

  private static void silent(String sink, String text) {
    for (String secret : List.of(CANARY, WEBHOOK_TOKEN)) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertThat(text.contains(secret)).as(sink).isFalse();
      assertThat(text.contains(Base64.getEncoder().encodeToString(bytes))).as(sink).isFalse();
      assertThat(text.contains(Base64.getUrlEncoder().encodeToString(bytes))).as(sink).isFalse();
    }
  }

  /** The details as the pages get them, then all the rest that Temporal hands out with them. */
  private String currentDetails() {
    WorkflowMetadata metadata =
        stage
            .client()
            .newUntypedWorkflowStub(migration.id())
            .query("__temporal_workflow_metadata", WorkflowMetadata.class);
    return metadata.getCurrentDetails() + "\n" + metadata;
  }

  private void histories(Map<String, String> sinks) {
    sinks.put("history of the run", history(migration.id()));
    sinks.put("history of the copy", history(Names.copy(migration.id())));
    LockedPlace place = LockedPlace.of(PlanReader.read(read(plan)).source());
    sinks.put("history of the lock", history(place.workflowId()));
  }

  /** With what its payloads say. */
  private String history(String workflow) {
    String json = stage.client().fetchHistory(workflow).toJson(true);
    StringBuilder all = new StringBuilder(json);
    PAYLOAD
        .matcher(json)
        .results()
        .forEach(
            payload ->
                all.append('\n')
                    .append(
                        new String(
                            Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8)));
    return all.toString();
  }

  private String listed() throws IOException {
    var service = stage.client().getWorkflowServiceStubs().blockingStub();
    var described =
        service.describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(migration.id()))
                .build());
    var all =
        service.listWorkflowExecutions(
            ListWorkflowExecutionsRequest.newBuilder().setNamespace("default").build());
    return JsonFormat.printer().print(described) + all;
  }

  /** Every file of the home is a sink of its own; those of the run by their names. */
  private void files(Map<String, String> sinks) throws IOException {
    Path run = stage.home().resolve("runs").resolve(migration.id());
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(run)) {
      all.filter(Files::isRegularFile).forEach(found::add);
    }
    for (Path file : found) {
      sinks.put(run.relativize(file).toString(), read(file));
    }
    sinks.put("worker.out", read(stage.home().resolve("worker.out")));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String processes() {
    StringBuilder all = new StringBuilder();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                process.info().commandLine().ifPresent(line -> all.append(line).append('\n')));
    return all.toString();
  }

  private Typed type(String... words) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return Typed.in(environment, words);
  }
}
