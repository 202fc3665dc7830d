package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of messages to one run, on a real Temporal server. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class LongHistoryTest {

  private static final int MESSAGES = 4500;

  private final MigrationStage stage;

  LongHistoryTest(MigrationStage stage) {
    this.stage = stage;
  }

  @Test
  void a_run_flooded_with_messages_goes_on_in_a_new_one_and_forgets_nothing() throws Exception {
    TestMigration migration = new TestMigration(stage).seed(60);
    try (AutoCloseable worker = stage.worker(BeforeActivities.nothing())) {
      migration.start("timeline: {monitoring: PT3S, probeEvery: PT1S}\nimport: {partSize: 8}\n");
      MigrationStatus open = migration.until("gate open", status -> status.gates().get(0).open());
      String first = migration.runId();
      flood(migration);

      await().atMost(Duration.ofSeconds(90)).until(() -> !migration.runId().equals(first));
      MigrationStatus carried = migration.until("carried", status -> status.gates().get(0).open());
      assertThat(carried.gates().get(0).evidenceDigest())
          .isEqualTo(open.gates().get(0).evidenceDigest());
      assertThat(carried.gates().get(0).deadline()).isEqualTo(open.gates().get(0).deadline());
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      assertThat(migration.until(RunState.COMPLETED).totals().equal()).isEqualTo(60);
      migration.close();
      Histories.record(stage.client(), "continued", migration.id());
      Histories.record(stage.client(), "continued.first-run", migration.id(), first);
    } finally {
      stage.thaw();
    }
  }

  /** Answers that do not count: they are heard, refused and written down. */
  private void flood(TestMigration migration) throws InterruptedException {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    for (int i = 0; i < MESSAGES; i++) {
      String request = "flood-" + i;
      senders.execute(
          () ->
              migration
                  .running()
                  .approve(
                      new GateAnswer(
                          request,
                          GateId.PRE_MIGRATION,
                          Role.DBA,
                          "mallory",
                          "0".repeat(12),
                          null)));
    }
    senders.shutdown();
    assertThat(senders.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
  }
}
