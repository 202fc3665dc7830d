package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.activity.Activity;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The target never waits: what comes next is made ready while something is written. */
@Tag("runs")
@Timeout(60)
class ReadAheadTest {

  private static final String QUICK = "timeline: {monitoring: PT1M, probeEvery: PT1M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private void awaitCall(String call) {
    // Beating, because a call that is silent for ten seconds counts as dead.
    while (!bed.world.done.contains(call)) {
      Activity.getExecutionContext().heartbeat(call);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void while_a_part_is_written_the_next_part_and_the_next_collection_are_begun() {
    bed.world.at(
        "import articles 0",
        1,
        () -> {
          awaitCall("import articles 1");
          awaitCall("import faq 0");
          awaitCall("import faq 1");
        });
    bed.agreeing().startReadingAhead(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.decision()).isEqualTo("GO");
    assertThat(bed.world.done)
        .filteredOn(call -> call.startsWith("create ") || call.startsWith("import "))
        .containsExactlyInAnyOrder(
            "create articles",
            "create faq",
            "import articles 0",
            "import articles 1",
            "import articles 2",
            "import faq 0",
            "import faq 1")
        .endsWith("import articles 2");
    assertThat(bed.reported().collections())
        .extracting(collection -> collection.name() + " " + collection.target())
        .containsExactly("articles 6000", "faq 3832");
  }

  @Test
  void no_more_than_one_part_of_a_collection_is_begun_ahead() {
    bed.world.at(
        "import articles 0",
        1,
        () -> {
          awaitCall("import articles 1");
          awaitCall("import faq 1");
          assertThat(bed.world.done).doesNotContain("import articles 2");
        });
    bed.agreeing().startReadingAhead(QUICK);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
  }

  @Test
  void a_network_that_is_given_up_stops_what_was_begun_ahead() {
    bed.world.at("import faq 0", 1, () -> FakeWorld.endingTheRun(() -> {}));
    bed.world.at(
        "import articles 0",
        1,
        () -> {
          awaitCall("import faq 0");
          throw FailureKind.GAVE_UP.failure("nobody answers", null);
        });
    bed.agreeing().startReadingAhead(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("NO-GO");
    assertThat(bed.world.deeds()).doesNotContain("import articles 2");
    assertThat(bed.world.deedsAfter("stop writers"))
        .noneMatch(call -> call.startsWith("create ") || call.startsWith("import "));
  }

  @Test
  void a_network_that_is_given_up_stops_a_small_collection_that_was_begun_ahead() {
    bed.world.collections = FakeWorld.small("first", "second", "third");
    bed.world.at("import second 0", 1, () -> FakeWorld.endingTheRun(() -> {}));
    bed.world.at(
        "import first 0",
        1,
        () -> {
          awaitCall("import second 0");
          throw FailureKind.GAVE_UP.failure("nobody answers", null);
        });
    bed.agreeing().startReadingAhead(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("NO-GO");
    assertThat(bed.world.deeds()).doesNotContain("import third 0");
    assertThat(bed.world.deedsAfter("stop writers"))
        .noneMatch(call -> call.startsWith("create ") || call.startsWith("import "));
  }
}
