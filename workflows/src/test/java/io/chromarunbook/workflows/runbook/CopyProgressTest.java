package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the copying workflows tell the runbook arrives, in few messages. */
@Tag("runs")
@Timeout(60)
class CopyProgressTest {

  private static final int MANY = 60;
  private static final String QUICK = "timeline: {monitoring: PT1M, probeEvery: PT1M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch letItEnd = new CountDownLatch(1);

  @AfterEach
  void close() {
    letItEnd.countDown();
    bed.close();
  }

  /** An activity that takes as long as the test wants. */
  private void takeItsTime() {
    begun.countDown();
    try {
      letItEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets time pass while that activity goes on. One thread alone may let it pass: where the
   * activity did it too, the test server lost count of who wants time to be skipped.
   */
  private void whileItTakes(Duration time) {
    bed.until(status -> begun.getCount() == 0);
    bed.environment.sleep(time);
  }

  @Test
  void of_many_small_collections_all_is_told_in_few_messages() {
    bed.world.collections =
        IntStream.range(0, MANY)
            .mapToObj(index -> new CollectionWork(index, name(index), name(index), 5, 1))
            .toList();
    bed.agreeing().startReadingAhead(QUICK);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(bed.reported().collections())
        .extracting(CollectionStatus::name, CollectionStatus::target, CollectionStatus::state)
        .containsExactlyElementsOf(
            IntStream.range(0, MANY)
                .mapToObj(index -> tuple(name(index), 5L, CollectionStatus.State.COPIED))
                .toList());
    assertThat(messages("copyProgress")).hasSizeBetween(1, MANY / 4);
  }

  @Test
  void of_more_collections_than_a_status_lists_all_are_counted() {
    int many = FakeWorld.LISTED + 30;
    bed.world.collections =
        IntStream.range(0, many)
            .mapToObj(index -> new CollectionWork(index, name(index), name(index), 5, 1))
            .toList();
    bed.world.at("import " + name(many - 1) + " 0", 1, this::takeItsTime);
    bed.agreeing().start(QUICK);

    whileItTakes(Duration.ofSeconds(5));
    assertThat(bed.status().collectionsCopied()).isEqualTo(many - 1);
    letItEnd.countDown();
    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(bed.reported().collections()).hasSize(FakeWorld.LISTED);
    assertThat(bed.reported().collectionsTotal()).isEqualTo(many);
    assertThat(bed.reported().collectionsCopied()).isEqualTo(many);
  }

  @Test
  void the_end_of_a_collection_that_took_its_time_is_told_only_once() {
    bed.world.collections = List.of(new CollectionWork(0, "slow", "slow", 15, 1));
    bed.world.at("import slow 0", 1, this::takeItsTime);
    bed.agreeing().start(QUICK);

    whileItTakes(Duration.ofSeconds(5));
    letItEnd.countDown();
    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(messages("copyProgress")).hasSize(1);
    assertThat(bed.reported().collections())
        .extracting(CollectionStatus::target, CollectionStatus::state)
        .containsExactly(tuple(15L, CollectionStatus.State.COPIED));
  }

  @Test
  void a_collection_of_one_part_is_copied_without_a_workflow_of_its_own() {
    bed.world.collections =
        List.of(
            new CollectionWork(0, "large", "large", 6_000, 2),
            new CollectionWork(1, "small", "small", 15, 1),
            new CollectionWork(2, "empty", "empty", 0, 0));
    bed.agreeing().startReadingAhead(QUICK);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(activities(Names.copy(RunbookTestBed.ID, "large")))
        .containsExactly("ImportPrepareCollection", "ImportImportPart", "ImportImportPart");
    assertThat(activities(Names.copy(RunbookTestBed.ID)))
        .containsExactly("ImportCollections", "ImportImportWhole");
    assertThat(bed.reported().collections())
        .extracting(CollectionStatus::name, CollectionStatus::target, CollectionStatus::state)
        .containsExactly(
            tuple("large", 6_000L, CollectionStatus.State.COPIED),
            tuple("small", 15L, CollectionStatus.State.COPIED),
            tuple("empty", 0L, CollectionStatus.State.COPIED));
    assertThat(activities(Names.copy(RunbookTestBed.ID, "empty")))
        .containsExactly("ImportPrepareCollection");
  }

  private List<String> activities(String workflow) {
    return history(workflow).stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .toList();
  }

  @Test
  void nobody_asks_for_collections_after_the_last_one() {
    bed.agreeing().startReadingAhead(QUICK);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(history(Names.copy(RunbookTestBed.ID)))
        .filteredOn(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .hasSize(1);
  }

  @Test
  void a_collection_that_fails_is_told_at_once() {
    bed.world.at(
        "import articles 0",
        1,
        () -> {
          throw FailureKind.REFUSED.failure("the target does not want it", null);
        });
    bed.agreeing().startReadingAhead(QUICK);

    assertThat(bed.until(RunState.HOLD).collections())
        .extracting(collection -> collection.name() + " " + collection.state())
        .contains("articles FAILED");
  }

  private static String name(int index) {
    return "small-%02d".formatted(index);
  }

  private List<HistoryEvent> messages(String name) {
    return history(RunbookTestBed.ID).stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .filter(
            event ->
                event.getWorkflowExecutionSignaledEventAttributes().getSignalName().equals(name))
        .toList();
  }

  private List<HistoryEvent> history(String workflow) {
    return bed.environment.getWorkflowClient().fetchHistory(workflow).getEvents();
  }
}
