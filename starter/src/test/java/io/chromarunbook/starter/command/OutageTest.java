package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.Silence;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.stack.StackProcess;
import io.chromarunbook.starter.connection.RunRegister;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Temporal and a real worker that die under a run whose source does not answer. */
@Tag("faults")
@Timeout(240)
class OutageTest {

  private static final Duration PROMISED = Duration.ofSeconds(15);

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());
  private RunbookHome home;
  private LocalStack stack;

  @BeforeEach
  void starts_a_run() throws IOException {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", directory.toString());
    home = new RunbookHome(directory);
    stack = LocalStack.in(directory, StackListener.silent(), environment);
    stack.temporal();
    stack.supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    int nobody = freePort();
    try (TemporalAtHand temporal = connect()) {
      Plan plan =
          PlanReader.read(
              "{migration: kb, source: {url: 'http://127.0.0.1:%1$d'}, target: {url: 'http://127.0.0.1:%1$d', database: other}, people: {operations-lead: [ann], dba: [bo], security: [cy]}}"
                  .formatted(nobody));
      new RunRegister(temporal.migrations(), home)
          .start(
              new NewRun(
                  "kb",
                  NewRun.Workflow.RUNBOOK,
                  MigrationRequest.of(plan, Json.digest(plan), null, null),
                  "plan.yaml",
                  "ann"));
    }
  }

  @AfterEach
  void stops_everything() {
    stack.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private TemporalAtHand connect() {
    return TemporalAtHand.reach(directory, environment);
  }

  @Test
  void what_is_retried_shows_in_status_with_its_attempts_and_last_failure() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Typed status = Typed.in(environment, "status", "kb");
              assertThat(status.out())
                  .containsPattern("! Outage .* has not answered since .*")
                  .containsPattern("(?m)^  Health \\(health of both servers\\): attempt [0-9]+; ");
            });

    JsonNode pending = Typed.in(environment, "status", "kb", "--json").json().path("pending");
    assertThat(pending).hasSize(1);
    assertThat(pending.path(0).path("type").asText()).isEqualTo("HealthHealth");
    assertThat(pending.path(0).path("attempt").asInt()).isGreaterThan(1);
    assertThat(pending.path(0).path("lastFailure").asText()).contains("http://127");
    assertThat(pending.path(0).path("since").asText()).isNotEmpty();
  }

  @Tag("releases")
  @Test
  void a_killed_temporal_shows_to_whoever_watches_and_its_end_too() throws Exception {
    List<Object> heard = new CopyOnWriteArrayList<>();
    try (TemporalAtHand temporal = connect()) {
      Thread watching = watching(temporal, heard);
      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));

      stack.kill(LocalStack.SUPERVISOR);
      stack.kill(LocalStack.TEMPORAL);
      await().atMost(PROMISED).until(() -> has(heard, Silence.NoTemporal.class));
      stack.temporal();
      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("heard again"));
      heard.clear();
      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));
      assertThat(watching.isAlive()).isTrue();
    }
  }

  @Test
  void a_watched_run_goes_on_by_itself_after_temporal_was_killed_under_its_supervisor()
      throws Exception {
    List<Object> heard = new CopyOnWriteArrayList<>();
    try (TemporalAtHand temporal = connect()) {
      Thread watching = watching(temporal, heard);
      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));

      StackProcess killed = stack.kill(LocalStack.TEMPORAL);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !stack.state().temporal().process().equals(killed));
      heard.clear();

      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));
      assertThat(watching.isAlive()).isTrue();
    }
  }

  @Test
  void a_watched_run_goes_on_where_another_server_took_the_port_of_a_killed_temporal()
      throws Exception {
    List<Object> heard = new CopyOnWriteArrayList<>();
    String before = stack.state().temporal().address();
    try (TemporalAtHand temporal = connect()) {
      Thread watching = watching(temporal, heard);
      await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));

      StackProcess killed = stack.kill(LocalStack.TEMPORAL);
      try (ServerSocket stranger = listeningAt(before)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> !stack.state().temporal().process().equals(killed));
        heard.clear();
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("stands"));
        assertThat(before).endsWith(":" + stranger.getLocalPort());
        assertThat(temporal.address())
            .isEqualTo(stack.state().temporal().address())
            .isNotEqualTo(before);
        assertThat(watching.isAlive()).isTrue();
      }
    }
  }

  private static ServerSocket listeningAt(String address) {
    URI place = URI.create("http://" + address);
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptionsInstanceOf(BindException.class)
        .until(
            () -> new ServerSocket(place.getPort(), 50, InetAddress.getByName(place.getHost())),
            any -> true);
  }

  @Test
  void a_missing_worker_shows_with_when_one_was_last_seen() {
    stack.stop(LocalStack.WORKER);
    List<Object> heard = new CopyOnWriteArrayList<>();
    try (TemporalAtHand temporal = connect()) {
      var ignored = watching(temporal, heard);

      await().atMost(Duration.ofSeconds(30)).until(() -> has(heard, Silence.NoWorker.class));
    }

    Typed status = Typed.in(environment, "status", "kb");
    assertThat(status.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(status.out()).contains("kb", "Temporal 127.0.0.1:", "namespace default");
    assertThat(status.err())
        .hasLineCount(1)
        .contains("No worker", "asked for work", "./runbook up");
  }

  @Test
  void every_command_says_at_once_that_temporal_is_down_and_that_runs_are_safe() {
    stack.stop(LocalStack.WORKER);
    String address = stack.state().temporal().address();
    stack.kill(LocalStack.TEMPORAL);

    for (String command : List.of("status", "status kb", "evidence kb", "pause kb --by ann")) {
      long begun = System.nanoTime();
      Typed.in(environment, command.split(" "))
          .fails(ExitCode.UNREACHABLE, address, "your runs are safe", "./runbook up");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED);
    }
  }

  @Test
  void a_temporal_that_accepts_and_never_answers_is_told_in_time() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0)) {
      String address = "127.0.0.1:" + deaf.getLocalPort();
      environment.put("TEMPORAL_ADDRESS", address);
      for (String command : List.of("status kb", "pause kb --by ann")) {
        long begun = System.nanoTime();
        Typed.in(environment, command.split(" "))
            .fails(ExitCode.UNREACHABLE, address, "your runs are safe", "./runbook doctor");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED);
      }
    }
  }

  private static boolean has(List<Object> heard, Class<?> kind) {
    return heard.stream().anyMatch(kind::isInstance);
  }

  private static Thread watching(TemporalAtHand temporal, List<Object> heard) {
    Thread watching = new Thread(() -> follow(temporal.migrations(), heard), "watching");
    watching.setDaemon(true);
    watching.start();
    return watching;
  }

  private static void follow(Migrations migrations, List<Object> heard) {
    new Follower(migrations, Duration.ofMillis(200))
        .toTheEnd(
            "kb",
            new Follower.Listener() {
              @Override
              public void stands(MigrationStatus status) {
                heard.add("stands");
              }

              @Override
              public void silence(Silence silence) {
                heard.add(silence);
              }

              @Override
              public void heardAgain(Silence before) {
                heard.add("heard again");
              }
            });
  }
}
