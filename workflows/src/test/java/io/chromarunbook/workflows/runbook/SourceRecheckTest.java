package io.chromarunbook.workflows.runbook;

import static io.chromarunbook.workflows.runbook.FakeWorld.BESIDE_IMPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the frozen source is read again beside, and what comes of it. */
@Tag("runs")
@Timeout(60)
class SourceRecheckTest {

  private static final String QUICK = "timeline: {monitoring: PT1M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  /** A call that does not end before another one was made. */
  private void awaits(String call, String other) {
    bed.world.on.put(call, () -> await(other));
  }

  private void await(String call) {
    while (!bed.world.done.contains(call)) {
      Activity.getExecutionContext().heartbeat(null);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void awaitStepFour() {
    while (bed.status().step() != Step.VALIDATION) {
      Activity.getExecutionContext().heartbeat(null);
    }
  }

  /** The reading fails for good while a part is imported, which then ends when it is told to. */
  private void failsBeside(String call, FailureKind kind) {
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          await(call);
          throw kind.failure("the source is not as it was", null);
        });
    bed.world.on.put(call, () -> FakeWorld.endingTheRun(() -> {}));
  }

  @Test
  void the_source_is_compared_while_parts_are_imported_and_once_more_before_the_switch() {
    awaits(BESIDE_IMPORT, "import articles 0");
    awaits("import articles 2", BESIDE_IMPORT);
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done)
        .containsOnlyOnce(BESIDE_IMPORT, "compare target and search", "compare source");
    assertThat(bed.world.deeds())
        .containsSubsequence("compare target and search", "compare source", "switch");
  }

  @Test
  void a_source_that_is_slower_than_the_target_is_awaited_before_it_is_asked_anything_else() {
    AtomicBoolean ended = new AtomicBoolean();
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          awaitStepFour();
          ended.set(true);
        });
    AtomicBoolean endedBefore = new AtomicBoolean();
    bed.world.on.put("compare target and search", () -> endedBefore.set(ended.get()));
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(endedBefore).isTrue();
  }

  @Test
  void a_source_that_changed_ends_the_import_at_once() {
    failsBeside("import articles 1", FailureKind.SOURCE_CHANGED);
    bed.agreeing().start(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("NO-GO");
    assertThat(outcome.reason()).isEqualTo("the source is not as it was");
    assertThat(bed.world.done)
        .doesNotContain("import faq 0", "compare target and search", "switch");
    assertThat(bed.world.deedsAfter("stop writers"))
        .containsExactly("thaw", "prove thawed", "prove thawed", "report");
  }

  @Test
  void a_source_that_cannot_be_reached_any_more_ends_the_import_as_a_dead_network_does() {
    failsBeside("import articles 0", FailureKind.GAVE_UP);
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().triggers())
        .filteredOn(line -> Boolean.FALSE.equals(line.pass()))
        .extracting(line -> line.id())
        .containsExactly("network");
  }

  @Test
  void an_abort_ends_the_reading_too() {
    AtomicReference<String> ended = new AtomicReference<>();
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          await("import articles 0");
          FakeWorld.endingTheRun(() -> bed.running().abort(bed.order("di")));
          ended.set("told");
        });
    bed.world.on.put("import articles 0", () -> FakeWorld.endingTheRun(() -> {}));
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().reason()).isEqualTo("aborted by di: a test wants it");
    assertThat(ended).hasValue("told");
  }

  @Test
  void an_abort_does_not_wait_for_a_reading_that_step_4_waits_for() {
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          awaitStepFour();
          FakeWorld.endingTheRun(() -> bed.running().abort(bed.order("di")));
        });
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().reason()).isEqualTo("aborted by di: a test wants it");
    assertThat(bed.world.done).doesNotContain("compare target and search");
  }

  @Test
  void a_source_that_changed_is_found_by_the_reading_that_step_4_waits_for() {
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          awaitStepFour();
          throw FailureKind.SOURCE_CHANGED.failure("the source is not as it was", null);
        });
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().reason()).isEqualTo("the source is not as it was");
    assertThat(bed.world.done).doesNotContain("compare target and search");
  }

  @Test
  void an_import_that_fails_for_good_ends_the_reading_too() {
    AtomicReference<String> ended = new AtomicReference<>();
    bed.world.on.put(
        BESIDE_IMPORT,
        () -> {
          FakeWorld.endingTheRun(() -> {});
          ended.set("told");
        });
    bed.world.fail("import articles 1", FailureKind.GAVE_UP);
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().reason()).isEqualTo("import articles 1 failed in this test");
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(ended).hasValue("told");
  }

  @Test
  void people_are_asked_about_a_failed_collection_only_when_the_reading_has_ended() {
    awaits(BESIDE_IMPORT, "import faq 0");
    bed.world.fail("import faq 0", FailureKind.REFUSED);
    bed.agreeing().start(QUICK);
    assertThat(bed.until(RunState.HOLD).step()).isEqualTo(Step.MIGRATION);
    assertThat(bed.world.done).contains(BESIDE_IMPORT);
    bed.world.on.clear();
    bed.running().answerDecide(bed.decision(Choice.RETRY, "bo"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.deeds())
        .containsSubsequence("import faq 1", "compare target and search", "compare source")
        .doesNotContain("compare both");
  }

  @Test
  void a_suite_that_runs_again_reads_the_source_again() {
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    bed.running()
        .answerAmend(
            new Amendment(
                bed.request(),
                "bo",
                null,
                RunbookTestBed.planned(QUICK + "quarantine: {maxRecords: 5}\n")));
    bed.until(
        status -> bed.world.done.contains("amend 1") && bed.world.done.contains("compare both"));
    bed.untilOpen(GateId.GO_NO_GO);
    bed.approveAll(GateId.GO_NO_GO);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.deeds())
        .containsSubsequence(
            List.of("compare target and search", "amend 1", "compare both", "switch"));
  }
}
