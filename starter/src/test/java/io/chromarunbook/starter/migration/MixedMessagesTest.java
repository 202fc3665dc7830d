package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People answer by both doors at once, and a worker that takes over goes through all of it again as
 * it was: of a real Temporal, because the one in the tests does not always record their order.
 */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class MixedMessagesTest {

  private static final int ANSWERS = 40;
  private static final int PEOPLE = 6;

  private final MigrationStage stage;
  private final TestMigration migration;

  MixedMessagesTest(MigrationStage stage) {
    this.stage = stage;
    this.migration = new TestMigration(stage).seed(20);
  }

  @AfterEach
  void ends() {
    stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
  }

  @Test
  void signals_and_updates_of_one_task_are_told_again_by_the_next_worker() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      migration.start("");
      MigrationStatus open =
          migration.until(
              "open", status -> TestMigration.line(status, GateId.PRE_MIGRATION).open());
      answerAllAtOnce(TestMigration.line(open, GateId.PRE_MIGRATION).evidenceDigest());
      migration.until("all refused", status -> refused(status) == ANSWERS);
    }
    assertThat(tasksWithBoth()).isPositive();

    // The next one knows nothing but the history.
    try (AutoCloseable worker = stage.worker()) {
      assertThat(refused(migration.status())).isEqualTo(ANSWERS);
    }
  }

  /** From a role that this gate does not ask. */
  private void answerAllAtOnce(String digest) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    try {
      List<Future<?>> answers = new ArrayList<>();
      for (int number = 0; number < ANSWERS; number++) {
        GateAnswer answer =
            new GateAnswer(
                "mixed-" + number, GateId.PRE_MIGRATION, Role.ON_CALL, "di", digest, null);
        boolean signal = number % 3 != 0;
        answers.add(people.submit(() -> send(migration.running(), answer, signal)));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    } finally {
      people.shutdownNow();
    }
  }

  private static void send(RunbookWorkflow run, GateAnswer answer, boolean signal) {
    if (signal) {
      run.approve(answer);
    } else {
      var ignored = run.answerApprove(answer);
    }
  }

  private static long refused(MigrationStatus status) {
    return status.events().stream().filter(event -> event.kind().equals("refused")).count();
  }

  private long tasksWithBoth() {
    long both = 0;
    int waiting = 0;
    int ofThisTask = 0;
    boolean counted = false;
    for (HistoryEvent event :
        stage.client().fetchHistory(migration.id()).getHistory().getEventsList()) {
      if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED) {
        waiting++;
      } else if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED) {
        ofThisTask = waiting;
        waiting = 0;
        counted = false;
      } else if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED
          && ofThisTask > 0
          && !counted) {
        counted = true;
        both++;
      }
    }
    return both;
  }
}
