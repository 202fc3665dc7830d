package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at a real terminal who watches a run whose source does not answer. */
@Tag("faults")
@Timeout(300)
class WatchOnTerminalTest {

  private static final Duration PROMISED = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());
  private LocalStack stack;
  private Process process;

  @BeforeEach
  void starts_a_run() throws IOException {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", directory.toString());
    stack = LocalStack.in(directory, StackListener.silent(), environment);
    stack.temporal();
    stack.supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    try (TemporalAtHand temporal = TemporalAtHand.reach(directory, environment)) {
      Plan plan =
          PlanReader.read(
              "{migration: kb, source: {url: 'http://127.0.0.1:%1$d'}, target: {url: 'http://127.0.0.1:%1$d', database: other}, people: {operations-lead: [ann], dba: [bo], security: [cy]}}"
                  .formatted(freePort()));
      temporal
          .migrations()
          .start(
              new NewRun(
                  "kb",
                  NewRun.Workflow.RUNBOOK,
                  MigrationRequest.of(plan, Json.digest(plan), null, null),
                  "plan.yaml",
                  "ann"),
              new RunbookHome(directory).id());
    }
  }

  @AfterEach
  void stops_everything() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    stack.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void q_leaves_and_the_run_goes_on() throws Exception {
    watch();
    type("q");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(shown().lines().toList())
        .endsWith(
            "The migration kb goes on without you; look again with",
            "  ./runbook status kb --watch");
  }

  @Test
  void an_interrupt_leaves_and_says_how_to_look_again() throws Exception {
    watch();
    type("\u0003");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(shown()).endsWith("  ./runbook status kb --watch\r\n");
  }

  @Test
  void a_killed_temporal_shows_in_time_and_the_screen_comes_back_by_itself() throws Exception {
    watch();
    await().atMost(LONG).until(() -> shown().contains("! Outage"));
    int before = shown().length();
    stack.kill(LocalStack.SUPERVISOR);
    stack.kill(LocalStack.TEMPORAL);
    await().atMost(PROMISED).until(() -> shown().substring(before).contains("! Temporal at "));
    int silent = shown().length();
    stack.temporal();
    stack.supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    await().atMost(LONG).until(() -> shown().substring(silent).contains(" answers again, at "));
    type("q");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private void watch() throws IOException {
    List<String> command =
        new ArrayList<>(OwnCommand.in(environment).with("status", "kb", "--watch"));
    command.addAll(
        1,
        List.of(
            "-Drunbook.stdin=terminal",
            "-Drunbook.stdout=terminal",
            "-Drunbook.rows=24",
            "-Drunbook.columns=80"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "script",
                "-qfec",
                "stty rows 24 columns 80; exec " + ShellWords.quoted(command),
                directory.resolve("typescript").toString())
            .redirectOutput(directory.resolve("shown").toFile())
            .redirectError(directory.resolve("complaints").toFile());
    builder.environment().putAll(environment);
    builder.environment().remove("RUNBOOK_LAUNCHER");
    builder.environment().put("TERM", "xterm");
    process = builder.start();
    await().atMost(LONG).until(() -> shown().contains("RUNNING"));
  }

  private void type(String keys) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(keys.getBytes(StandardCharsets.US_ASCII));
    keyboard.flush();
  }

  private String shown() throws IOException {
    return Files.readString(directory.resolve("shown"));
  }
}
