package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.Notice;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The failure table: exactly what was attempted is undone. */
@Tag("runs")
@Timeout(60)
class UndoTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";

  /** A row of the failure table: what is undone, the sub-steps' states, the final state. */
  private enum Row {
    NOTHING(RunState.STOPPED, List.of(), ""),
    FREEZE(
        RunState.ROLLED_BACK,
        List.of("thaw", "prove thawed", "prove thawed"),
        "NOT_NEEDED NOT_NEEDED DONE NOT_NEEDED DONE"),
    REHEARSAL(
        RunState.ROLLED_BACK,
        List.of("thaw", "prove thawed", "prove thawed", "remove scratch"),
        "NOT_NEEDED NOT_NEEDED DONE NOT_NEEDED DONE"),
    IMPORT(
        RunState.ROLLED_BACK,
        List.of("stop writers", "thaw", "prove thawed", "prove thawed"),
        "DONE NOT_NEEDED DONE NOT_NEEDED DONE"),
    SWITCH(
        RunState.ROLLED_BACK,
        List.of(
            "stop writers",
            "prove source",
            "read left behind",
            "revert",
            "thaw",
            "prove thawed",
            "restart",
            "prove thawed",
            "read left behind"),
        "DONE DONE DONE DONE DONE");

    private final RunState state;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> undone;

    private final String states;

    Row(RunState state, List<String> undone, String states) {
      this.state = state;
      this.undone = undone;
      this.states = states;
    }
  }

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  static Stream<Arguments> abortable() {
    return Stream.of(
        Arguments.of("open", 1, Row.NOTHING),
        Arguments.of("health", 1, Row.NOTHING),
        Arguments.of("inventory", 1, Row.NOTHING),
        Arguments.of("capacity", 1, Row.NOTHING),
        Arguments.of("dry-run", 1, Row.NOTHING),
        Arguments.of("dry-run conclusion", 1, Row.NOTHING),
        Arguments.of("evidence pre-migration", 1, Row.NOTHING),
        Arguments.of("health", 2, Row.NOTHING),
        Arguments.of("capacity", 2, Row.NOTHING),
        Arguments.of("break-glass", 1, Row.NOTHING),
        Arguments.of("freeze", 1, Row.FREEZE),
        Arguments.of("prove frozen", 1, Row.FREEZE),
        Arguments.of("frozen inventory", 1, Row.FREEZE),
        Arguments.of("export", 1, Row.FREEZE),
        Arguments.of("seal", 1, Row.FREEZE),
        Arguments.of("verify snapshot", 1, Row.REHEARSAL),
        Arguments.of("rehearse restore", 1, Row.REHEARSAL),
        Arguments.of("create articles", 1, Row.IMPORT),
        Arguments.of("import articles 1", 1, Row.IMPORT),
        Arguments.of("import faq 1", 1, Row.IMPORT),
        Arguments.of("compare target and search", 1, Row.IMPORT),
        Arguments.of("conclude validation", 1, Row.IMPORT),
        Arguments.of("evidence go-no-go", 1, Row.IMPORT),
        Arguments.of("prove frozen", 2, Row.IMPORT),
        Arguments.of("compare source", 1, Row.IMPORT));
  }

  static Stream<Arguments> cancellable() {
    return Stream.of(
        Arguments.of("dry-run", 1, Row.NOTHING),
        Arguments.of("break-glass", 1, Row.NOTHING),
        Arguments.of("freeze", 1, Row.FREEZE),
        Arguments.of("import articles 1", 1, Row.IMPORT),
        Arguments.of("evidence go-no-go", 1, Row.IMPORT),
        Arguments.of("compare source", 1, Row.IMPORT),
        Arguments.of("switch", 1, Row.SWITCH),
        Arguments.of("restart", 1, Row.SWITCH),
        Arguments.of("verify", 1, Row.SWITCH),
        Arguments.of("prove target", 1, Row.SWITCH),
        Arguments.of("release", 1, Row.SWITCH),
        Arguments.of("baseline", 1, Row.SWITCH),
        Arguments.of("probe", 1, Row.SWITCH));
  }

  static Stream<Arguments> failing() {
    return Stream.of(
        Arguments.of("health", 1, Row.NOTHING),
        Arguments.of("dry-run", 1, Row.NOTHING),
        Arguments.of("break-glass", 1, Row.NOTHING),
        Arguments.of("freeze", 1, Row.FREEZE),
        Arguments.of("frozen inventory", 1, Row.FREEZE),
        Arguments.of("export", 1, Row.FREEZE),
        Arguments.of("compare target and search", 1, Row.IMPORT),
        Arguments.of("compare source", 1, Row.IMPORT),
        Arguments.of("switch", 1, Row.SWITCH),
        Arguments.of("verify", 1, Row.SWITCH),
        Arguments.of("prove target", 1, Row.SWITCH));
  }

  @ParameterizedTest
  @MethodSource("abortable")
  void an_abort_undoes_exactly_what_was_attempted(String call, int number, Row row) {
    int before =
        runInto(
            call, number, () -> FakeWorld.endingTheRun(() -> bed.running().abort(bed.order("di"))));
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.reason()).isEqualTo("aborted by di: a test wants it");
    assertThat(outcome.state()).isEqualTo(row.state);
    assertThat(outcome.report()).isEqualTo("report.md");
    assertUndone(before, row);
  }

  @ParameterizedTest
  @MethodSource("cancellable")
  void a_native_cancel_leads_the_same_way_back(String call, int number, Row row) {
    int before =
        runInto(
            call,
            number,
            () ->
                FakeWorld.endingTheRun(
                    () -> WorkflowStub.fromTyped(bed.running()).cancel("a test")));

    assertThatThrownBy(bed::outcome)
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(bed.reported().reason()).isEqualTo("The workflow was cancelled through Temporal");
    assertUndone(before, row);
  }

  @ParameterizedTest
  @MethodSource("failing")
  void what_fails_for_good_undoes_exactly_what_was_attempted(String call, int number, Row row) {
    int before =
        runInto(
            call,
            number,
            () -> {
              throw FailureKind.REFUSED.failure("the server says no", null);
            });
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.reason()).isEqualTo("the server says no");
    assertThat(outcome.state()).isEqualTo(row.state);
    assertUndone(before, row);
  }

  private void abortAt(String call) {
    bed.world.at(
        call, 1, () -> FakeWorld.endingTheRun(() -> bed.running().abort(bed.order("ann"))));
  }

  /** Starts a run that meets something at a call; the number of deeds up to there. */
  private int runInto(String call, int number, Runnable what) {
    AtomicInteger before = new AtomicInteger();
    bed.world.at(
        call,
        number,
        () -> {
          before.set(bed.world.deeds().size());
          what.run();
        });
    bed.agreeing().start(QUICK);
    try {
      bed.outcome();
    } catch (WorkflowFailedException cancelled) {
      // The test looks at it.
    }
    return before.get();
  }

  private void assertUndone(int before, Row row) {
    List<String> deeds = bed.world.deeds();
    assertThat(deeds.subList(before, deeds.size()))
        .isEqualTo(Stream.concat(row.undone.stream(), Stream.of("report")).toList());
    MigrationStatus report = bed.reported();
    assertThat(report.state()).isEqualTo(row.state);
    assertThat(report.rollback().stream().map(line -> line.state().name()))
        .containsExactly(row.states.isEmpty() ? new String[0] : row.states.split(" "));
    assertThat(report.next()).isEqualTo("./runbook report " + RunbookTestBed.ID);
    StepLine back = RunbookTestBed.line(report, Step.ROLLBACK);
    if (row == Row.NOTHING) {
      assertThat(back.state()).isEqualTo(StepLine.State.SKIPPED);
      assertThat(report.freeze().since()).isNull();
    } else {
      assertThat(back.state()).isEqualTo(StepLine.State.DONE);
      assertThat(report.freeze().until()).isNotNull();
      assertThat(report.decision()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SWITCH, switch failed: it went wrong",
    "RESTART, restart failed: it went wrong",
    "VERIFY, verify failed: it went wrong",
    ", The target does not serve: it went wrong"
  })
  void a_failed_cutover_takes_all_five_sub_steps_back(TrafficAction action, String reason) {
    ActionResult failed = new ActionResult(ActionResult.State.FAILED, "it went wrong");
    if (action == null) {
      bed.world.targetProof = failed;
    } else {
      bed.world.at("switch", 1, () -> bed.world.actions.put(action, failed));
    }
    bed.world.on.put("revert", bed.world.actions::clear);
    bed.agreeing().start(QUICK + "rollback: {target: remove}\n");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.reason()).isEqualTo(reason);
    // A collection applications may have seen is never removed.
    assertThat(bed.world.deedsAfter("stop writers"))
        .containsExactly(
            "prove source",
            "read left behind",
            "revert",
            "thaw",
            "prove thawed",
            "restart",
            "prove thawed",
            "read left behind",
            "report");
  }

  @Test
  void a_source_that_thawed_before_the_switch_is_not_switched() {
    bed.world.at(
        "prove frozen",
        2,
        () ->
            bed.world.frozenProof = new FreezeProof(FreezeProof.State.ACCEPTED, "it took a write"));
    bed.agreeing().start(QUICK);

    assertThat(bed.until(RunState.HOLD).reason())
        .isEqualTo("The freeze is broken: it took a write");
    assertThat(bed.outcome().reason()).endsWith("The freeze is broken: it took a write");
    assertThat(bed.world.done).doesNotContain("switch", "revert").contains("thaw");
  }

  @Test
  void the_plan_may_have_this_runs_collections_removed() {
    abortAt("conclude validation");
    bed.agreeing().start(QUICK + "rollback: {target: remove}\n");
    bed.outcome();

    assertThat(bed.world.deedsAfter("conclude validation"))
        .containsExactly(
            "stop writers", "discard all", "thaw", "prove thawed", "prove thawed", "report");
  }

  @Test
  void a_thaw_that_fails_is_confirmed_by_the_technician() {
    bed.world.actions.put(
        TrafficAction.THAW, new ActionResult(ActionResult.State.FAILED, "run ./thaw.sh by hand"));
    abortAt("seal");
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(seen -> seen.awaiting().contains("confirm thaw"));

    assertThat(status.state()).isEqualTo(RunState.ROLLING_BACK);
    assertThat(status.next()).isEqualTo("./runbook confirm kb-to-1x --action thaw --by ed");
    assertThat(status.freeze().until()).isNull();
    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.THAW, "ann")))
        .isInstanceOf(Reply.Refused.class);
    bed.environment.sleep(Duration.ofHours(1));
    assertThat(bed.world.notices)
        .extracting(Notice::subject)
        .filteredOn(subject -> subject.endsWith("confirm thaw"))
        .hasSize(4); // at once, after 5, 15 and 35 minutes
    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.THAW, "ed")))
        .isInstanceOf(Reply.Accepted.class);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().rollback())
        .extracting(UndoLine::state)
        .containsExactly(
            UndoLine.State.NOT_NEEDED,
            UndoLine.State.NOT_NEEDED,
            UndoLine.State.CONFIRMED,
            UndoLine.State.NOT_NEEDED,
            UndoLine.State.DONE);
  }

  @Test
  void a_revert_that_fails_keeps_the_source_frozen_until_confirmed() {
    ActionResult failed = new ActionResult(ActionResult.State.FAILED, "run ./revert.sh by hand");
    bed.world.actions.put(TrafficAction.REVERT, failed);
    bed.world.targetProof = failed;
    bed.agreeing().start(QUICK);
    bed.until(seen -> seen.awaiting().contains("confirm revert"));
    bed.environment.sleep(Duration.ofHours(1));

    assertThat(bed.world.done).contains("revert").doesNotContain("thaw");
    bed.running().answerConfirm(bed.confirmation(TrafficAction.REVERT, "di"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.deedsAfter("check revert"))
        .containsExactly(
            "thaw", "prove thawed", "restart", "prove thawed", "read left behind", "report");
  }

  @Test
  void no_other_sub_step_that_fails_keeps_the_source_frozen() {
    bed.world.fail("stop writers", FailureKind.DEFECT);
    abortAt("conclude validation");
    AtomicInteger proofs = new AtomicInteger();
    bed.world.on.put(
        "prove thawed",
        () -> {
          if (proofs.incrementAndGet() == 2) {
            bed.world.thawedProof = new ActionResult(ActionResult.State.FAILED, "no answer");
          }
        });
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(seen -> seen.awaiting().contains("confirm verify"));

    assertThat(status.freeze().until()).isNotNull();
    assertThat(status.rollback().get(0).state()).isEqualTo(UndoLine.State.FAILED);
    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.VERIFY, "ed")))
        .isInstanceOf(Reply.Refused.class);
    bed.running().answerConfirm(bed.insisted(TrafficAction.VERIFY, "ed"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void a_defect_before_the_freeze_ends_failed_with_a_report() {
    bed.world.fail("dry-run", FailureKind.DEFECT);
    bed.start("");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.decision()).isNull();
    assertThat(outcome.report()).isEqualTo("report.md");
    assertThat(bed.world.done).doesNotContain("freeze", "thaw");
  }

  @Test
  void a_report_that_cannot_be_written_does_not_fail_the_run() {
    bed.world.fail("report", FailureKind.DISK);
    bed.world.fail("dry-run", FailureKind.DEFECT);
    bed.start("");

    assertThat(bed.outcome()).extracting(MigrationOutcome::report).isNull();
  }

  @Test
  void notices_that_do_not_arrive_fail_no_run() {
    bed.world.at("tell", 1, () -> bed.world.fail("tell", FailureKind.REFUSED));
    abortAt("conclude validation");
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().events()).anyMatch(event -> event.text().contains("not delivered"));
  }

  @Test
  void notices_must_arrive_before_approvals_are_asked_for() {
    bed.world.fail("tell", FailureKind.REFUSED);
    bed.start("");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.STOPPED);
    assertThat(outcome.reason()).startsWith("Notifications do not reach people: ");
    assertThat(bed.world.done).doesNotContain("evidence pre-migration");
  }
}
