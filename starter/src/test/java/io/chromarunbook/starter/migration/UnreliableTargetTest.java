package io.chromarunbook.starter.migration;

import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.ANSWER_CUT;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.ANSWER_LOST;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.BROKEN;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.FAILED;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.FAILED_AFTER_ALL;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.TOO_LARGE;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.TOO_MANY_REQUESTS;
import static io.chromarunbook.starter.migration.UnreliableProxy.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole migration to a real server that answers as servers on bad days do. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
class UnreliableTargetTest {

  private static final int RECORDS = 600;
  private static final String PLAN =
      """
      timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}
      import: {batchSize: 25, partSize: 100}
      """;

  private final MigrationStage stage;

  UnreliableTargetTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  @Test
  void whatever_becomes_of_a_request_every_record_arrives_and_is_counted_once() throws Exception {
    try (UnreliableProxy proxy = new UnreliableProxy(stage.targetUrl());
        AutoCloseable worker = stage.worker()) {
      TestMigration migration = new TestMigration(stage).to(proxy.url()).seed(RECORDS);
      migration.start(PLAN);
      migration.until("open", status -> TestMigration.line(status, GateId.PRE_MIGRATION).open());
      proxy.refuseInCompany(anyId(migration));
      proxy.misbehave(
          List.of(
              TOO_LARGE,
              TOO_MANY_REQUESTS,
              UNAVAILABLE,
              FAILED,
              FAILED_AFTER_ALL,
              BROKEN,
              ANSWER_LOST,
              ANSWER_CUT),
          List.of(ANSWER_CUT, BROKEN, FAILED, TOO_MANY_REQUESTS, ANSWER_LOST));
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      MigrationStatus completed = migration.until(RunState.COMPLETED);

      assertThat(completed.state()).isEqualTo(RunState.COMPLETED);
      assertThat(proxy.exhausted()).isTrue();
      assertThat(
              IndependentComparison.differences(
                  stage.sourceUrl(), stage.targetUrl(), migration.database(), RECORDS))
          .isEmpty();
      assertThat(receipts(migration))
          .allSatisfy(
              stored -> {
                assertThat(stored.receipt().equal()).isEqualTo(stored.receipt().records());
                assertThat(stored.upserted()).isLessThanOrEqualTo(stored.receipt().records());
              });
      assertThat(receipts(migration).stream().mapToLong(stored -> stored.receipt().written()).sum())
          .isEqualTo(RECORDS);
      migration.close();
    }
  }

  private String anyId(TestMigration migration) {
    List<String> ids = new ArrayList<>();
    try (WritableServer source = stage.source(migration.database())) {
      source.ids(source.collections().get(0), ids::add);
    }
    return ids.get(ids.size() / 2);
  }

  private List<StoredReceipt> receipts(TestMigration migration) {
    RunFolder folder = new RunbookHome(stage.home()).run(migration.id());
    List<StoredReceipt> receipts = new ArrayList<>();
    for (int collection = 0; true; collection++) {
      int before = receipts.size();
      Optional<StoredReceipt> next = StoredReceipt.read(folder, collection, 0);
      for (int part = 1; next.isPresent(); part++) {
        receipts.add(next.get());
        next = StoredReceipt.read(folder, collection, part);
      }
      if (receipts.size() == before) {
        return receipts;
      }
    }
  }
}
