package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many collections, huge documents: a worker of 512 MB, and what Temporal has to carry. */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(700)
class ScaleTest {

  private static final int COLLECTIONS = 120;
  private static final int RECORDS = 3;
  private static final int MOST_EVENTS = 5_000;
  private static final int LARGEST_PAYLOAD = 64 << 10;

  private final MigrationStage stage;

  ScaleTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  @Test
  void many_collections_and_huge_documents_fit_into_a_small_worker_and_small_histories()
      throws Exception {
    TestMigration migration = new TestMigration(stage);
    seed(migration.database());
    Process worker = stage.workerProcess();
    try {
      migration.start(
          migration.plan().replaceAll("(?s)transform:\n.*?traffic:", "traffic:"),
          "timeline: {monitoring: PT3S, probeEvery: PT1S}\nquarantine: {maxRecords: 1}\n");
      migration.approve(GateId.PRE_MIGRATION);
      assertThat(migration.running().evidence().findings())
          .anyMatch(finding -> finding.message().contains("takes 42,991,7"));
      migration.approve(GateId.GO_NO_GO);
      MigrationStatus status = migration.until(RunState.COMPLETED);

      long records = COLLECTIONS * RECORDS + 2L;
      assertThat(status.totals()).isEqualTo(new Totals(records, records - 1, 1, 0, 0, 0, 0));
      assertThat(QuarantineFile.ids(new RunbookHome(stage.home()).run(migration.id()).quarantine()))
          .containsExactly("beyond");
      migration.close();
      assertSmall(migration.id());
      assertSmall(Names.copy(migration.id()));
    } finally {
      worker.destroyForcibly().waitFor();
    }
  }

  private void seed(String database) {
    try (WritableServer source = stage.source(database)) {
      for (int number = 0; number < COLLECTIONS; number++) {
        source.upsert(
            create(source, name(number)),
            IntStream.range(0, RECORDS)
                .mapToObj(each -> record("r" + each, "text " + each))
                .toList());
      }
      CollectionInfo huge = create(source, "huge");
      source.upsert(huge, List.of(record("large", "a line of it\n".repeat((19 << 20) / 13))));
      source.upsert(huge, List.of(record("beyond", "x".repeat(41 << 20))));
    }
  }

  private static String name(int number) {
    return "collection-%03d".formatted(number);
  }

  private static CollectionInfo create(WritableServer source, String name) {
    return source.create(
        new NewCollection(name, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  private static ChromaRecord record(String id, String document) {
    return new ChromaRecord(
        id, document, null, Map.of("n", (long) id.hashCode()), new float[] {id.hashCode() % 7, 1});
  }

  private void assertSmall(String workflow) {
    List<HistoryEvent> events = stage.client().fetchHistory(workflow).getEvents();

    assertThat(events).as(workflow).hasSizeBetween(3, MOST_EVENTS);
    assertThat(events.stream().flatMap(ScaleTest::payloads))
        .as(workflow)
        .isNotEmpty()
        .allSatisfy(
            payload ->
                assertThat(payload.getSerializedSize()).isLessThanOrEqualTo(LARGEST_PAYLOAD));
  }

  private static Stream<Payload> payloads(Message message) {
    return message instanceof Payload payload
        ? Stream.of(payload)
        : message.getAllFields().entrySet().stream()
            .filter(field -> field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .flatMap(
                field ->
                    field.getValue() instanceof List<?> list
                        ? list.stream()
                        : Stream.of(field.getValue()))
            .flatMap(inner -> payloads((Message) inner));
  }
}
