package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.worker.Hosting;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.copy.CopyRequest;
import io.chromarunbook.workflows.copy.CopyWorkflow;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that wait for days must survive an update of their worker: histories recorded from real runs
 * of each released shape are replayed by today's code. New ones are recorded by running the tests
 * of this package with RUNBOOK_RECORD_HISTORIES naming a folder.
 */
@Timeout(120)
class ReplayTest {

  private static final Path HISTORIES = Path.of("src", "test", "resources", "histories");

  static Stream<Path> histories() throws IOException {
    try (Stream<Path> files = Files.walk(HISTORIES)) {
      return files.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList().stream();
    }
  }

  @Test
  void every_way_through_the_runbook_was_recorded() throws IOException {
    assertThat(histories().map(file -> file.getFileName().toString()))
        .contains(
            "happy.runbook.json.gz",
            "happy.copy.json.gz",
            "happy.collection.json.gz",
            "no-go-counts-match.runbook.json.gz",
            "rollback.runbook.json.gz",
            "unrestorable.runbook.json.gz",
            "worker-killed.runbook.json.gz",
            "continued.runbook.json.gz",
            "continued.first-run.json.gz",
            "repaired.runbook.json.gz",
            "amended-and-replayed.runbook.json.gz",
            "source-changed-ValidationCompareSource.runbook.json.gz",
            "source-changed-ValidationConcludeValidation.runbook.json.gz",
            "thawed-at-the-gate.runbook.json.gz",
            "back-by-hand.runbook.json.gz",
            "locked-out.runbook.json.gz",
            "lock.json.gz");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void a_recorded_history_replays(Path file) {
    assertThatCode(() -> replay(file, Hosting.workflows())).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void a_recorded_history_does_not_tell_where_it_was_recorded(Path file) throws IOException {
    assertThat(Histories.places(text(file))).isEmpty();
  }

  @Test
  void a_history_of_another_shape_is_found() {
    assertThatThrownBy(
            () ->
                replay(
                    HISTORIES.resolve("0.1.0").resolve("happy.copy.json.gz"),
                    List.of(SomethingElse.class)))
        .isInstanceOf(Exception.class);
  }

  /** Says it copies everything, and does something else. */
  public static final class SomethingElse implements CopyWorkflow {

    @Override
    public CopyOutcome copy(CopyRequest request) {
      Workflow.sleep(Duration.ofSeconds(1));
      return CopyOutcome.NONE;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  private static void replay(Path file, List<Class<?>> workflows) throws Exception {
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .build())) {
      // Of a busy machine a workflow's first steps may take longer than a second.
      Worker worker =
          environment.newWorker(
              "replay",
              WorkerOptions.newBuilder()
                  .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(20).toMillis())
                  .build());
      worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(text(file)), worker);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
