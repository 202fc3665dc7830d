package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pause, the window after the cutover, close, and what people confirm by hand. */
@Tag("runs")
@Timeout(60)
class ControlTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";

  private static final String MANUAL =
      RunbookTestBed.PLAN.substring(0, RunbookTestBed.PLAN.indexOf("traffic:"))
          + "traffic: {mode: manual}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static String refusal(Reply reply) {
    return reply instanceof Reply.Refused refused ? refused.reason() : "accepted: " + reply;
  }

  @Test
  void a_pause_takes_effect_between_parts() {
    bed.world.at(
        "import articles 1",
        1,
        () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("ed"))));
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofMinutes(10));

    assertThat(status.step()).isEqualTo(Step.MIGRATION);
    assertThat(status.next()).isEqualTo("./runbook resume kb-to-1x --by bo");
    assertThat(bed.world.done).contains("import articles 1").doesNotContain("import articles 2");
    assertThat(refusal(bed.running().answerResume(bed.order("cy"))))
        .isEqualTo("cy may not resume; that is for dba (bo), operations-lead (ann)");
    assertThat(refusal(bed.running().answerPause(bed.order("cy"))))
        .isEqualTo("the run is paused already");
    assertThat(refusal(bed.running().answerPause(bed.order("eve"))))
        .startsWith("eve may not pause");
    bed.running().answerResume(bed.order("bo"));
    assertThat(bed.status().state()).isNotEqualTo(RunState.PAUSED);
    assertThat(refusal(bed.running().answerResume(bed.order("bo"))))
        .isEqualTo("the run is not paused");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().events())
        .filteredOn(event -> event.kind().equals("order"))
        .extracting(event -> event.by() + " " + event.text())
        .containsExactly(
            "ed paused; it takes effect between parts and steps: a test wants it",
            "bo resumed: a test wants it");
  }

  @Test
  void a_pause_takes_effect_between_steps() {
    bed.world.at("dry-run conclusion", 1, () -> bed.running().pause(bed.order("cy")));
    bed.agreeing().start(QUICK);
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofHours(3));

    assertThat(bed.world.done).doesNotContain("evidence pre-migration");
    bed.running().answerResume(bed.order("ann"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void a_pause_between_collections_is_obeyed_by_the_next_one() {
    bed.world.at(
        "create faq", 1, () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("bo"))));
    bed.agreeing().start(QUICK);
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofMinutes(10));

    assertThat(bed.world.done).contains("create faq").doesNotContain("import faq 0");
    bed.running().answerResume(bed.order("bo"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void a_pause_between_small_collections_is_obeyed_by_the_next_one() {
    bed.world.collections = FakeWorld.small("first", "second", "third");
    bed.world.at(
        "import first 0",
        1,
        () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("bo"))));
    bed.agreeing().start(QUICK);
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofMinutes(10));

    assertThat(bed.world.done).contains("import first 0").doesNotContain("import second 0");
    bed.running().answerResume(bed.order("bo"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done).contains("import second 0", "import third 0");
  }

  @Test
  void a_paused_run_can_be_aborted() {
    bed.world.at(
        "import articles 1",
        1,
        () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("ed"))));
    bed.agreeing().start(QUICK);
    bed.until(RunState.PAUSED);
    // The test server, unlike a real one, chokes on a cancellation of a part that just finished.
    bed.environment.sleep(Duration.ofMinutes(10));
    bed.running().answerAbort(bed.order("bo"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.deedsAfter("import articles 1"))
        .containsExactly("stop writers", "thaw", "prove thawed", "prove thawed", "report");
  }

  @Test
  void a_retry_in_the_review_obeys_a_pause_too() {
    bed.world.findings =
        new Findings(
            new Totals(FakeWorld.RECORDS, FakeWorld.RECORDS - 1, 0, 1, 0, 0, 0),
            2,
            2,
            0,
            0,
            0,
            List.of(),
            ValidationPlan.DEFAULT);
    bed.world.at(
        "import faq 0", 2, () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("bo"))));
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    bed.world.findings = FakeWorld.good();
    bed.world.done.clear();
    bed.running().decide(bed.decision(Choice.RETRY, "bo"));
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofMinutes(5));

    assertThat(bed.world.done).contains("import faq 0").doesNotContain("import faq 1");
    bed.running().answerResume(bed.order("bo"));
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void a_pause_past_the_latest_start_stops_the_run() {
    String latest = bed.now().plus(Duration.ofHours(2)).toString();
    bed.world.at("capacity", 2, () -> bed.running().pause(bed.order("bo")));
    bed.agreeing().start("timeline: {latestStart: \"" + latest + "\"}\n");
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofHours(3));
    bed.running().answerResume(bed.order("bo"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.STOPPED);
    assertThat(bed.world.done).doesNotContain("freeze");
  }

  @Test
  void a_cutover_can_be_neither_paused_nor_aborted() {
    bed.world.on.put("prove target", this::refusedInCutover);
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().events())
        .filteredOn(event -> event.kind().equals("refused"))
        .extracting(event -> event.text())
        .containsExactly(
            "the run is at step 7a cutover, which cannot be paused",
            "traffic has been switched; order a rollback instead",
            "traffic has been switched; order a rollback instead",
            "only a completed run can be closed; this one is CUTTING_OVER");
  }

  private void refusedInCutover() {
    bed.running().pause(bed.order("bo"));
    bed.running().abort(bed.order("bo"));
    bed.running().decide(bed.decision(Choice.NO_GO, "bo"));
    bed.running().close(bed.order("bo"));
  }

  /**
   * Orders in the window, while its second probe is under way and goes on until it is cancelled.
   * Between two probes time would be skipped, and a cancellation that meets the end of a call
   * breaks the test server.
   */
  private List<Reply> orderedInTheWindow(Order... orders) {
    List<Reply> replies = new CopyOnWriteArrayList<>();
    bed.world.at(
        "probe",
        2,
        () ->
            FakeWorld.endingTheRun(
                () -> {
                  for (Order order : orders) {
                    replies.add(bed.running().answerRollback(order));
                  }
                }));
    bed.agreeing().start("");
    bed.outcome();
    return replies;
  }

  @Test
  void a_rollback_ordered_in_the_window_takes_all_five_sub_steps() {
    assertThat(orderedInTheWindow(bed.order("di")))
        .singleElement()
        .isInstanceOf(Reply.Accepted.class);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("GO");
    assertThat(outcome.reason()).isEqualTo("rollback ordered by di: a test wants it");
    assertThat(bed.world.deedsAfter("baseline"))
        .containsExactly(
            "prove source",
            "read left behind",
            "stop writers",
            "prove source",
            "revert",
            "thaw",
            "prove thawed",
            "restart",
            "prove thawed",
            "read left behind",
            "report");
  }

  @Test
  void a_rollback_asks_for_the_loss_of_new_records_to_be_accepted() {
    bed.world.leftBehind = () -> FakeWorld.left(5, 1, 1);
    List<Reply> replies =
        orderedInTheWindow(
            bed.order("ann"),
            new Order("6", "ann", null, "6", null),
            new Order("cy", "cy", null, "7", null),
            new Order("7", "ann", null, "7", null));

    assertThat(refusal(replies.get(0)))
        .isEqualTo(
            "since the switch 5 records were added at the target, 1 changed and 1 removed; they"
                + " would be left behind, and are kept in left-behind.jsonl. To go back all the"
                + " same, add --accept-loss 7");
    assertThat(refusal(replies.get(1))).contains("--accept-loss 7");
    assertThat(refusal(replies.get(2))).startsWith("cy may not rollback");
    assertThat(replies.get(3)).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void new_writes_at_the_target_are_success() {
    bed.world.newAtTarget = 1_000_000;
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void a_completed_run_can_be_rolled_back_until_it_is_closed() {
    bed.agreeing().start(QUICK);
    bed.until(RunState.COMPLETED);
    bed.environment.sleep(Duration.ofDays(3));
    assertThat(bed.running().answerRollback(bed.order("ann"))).isInstanceOf(Reply.Accepted.class);
    assertThat(refusal(bed.running().answerClose(bed.order("ann")))).contains("ending already");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.done).filteredOn("report"::equals).hasSize(2);
    assertThat(bed.world.done).contains("revert", "thaw");
  }

  @Test
  void a_closed_run_stays_as_it_is() {
    bed.agreeing().start(QUICK);
    bed.until(RunState.COMPLETED);
    assertThat(refusal(bed.running().answerClose(bed.order("di")))).startsWith("di may not close");
    assertThat(bed.running().answerClose(bed.order("bo"))).isInstanceOf(Reply.Accepted.class);

    assertThat(bed.outcome())
        .isEqualTo(
            new MigrationOutcome(
                RunState.COMPLETED, "GO", "GO, cut over and watched", "report.md"));
    assertThat(bed.world.done).doesNotContain("thaw");
  }

  @Test
  void three_bad_probes_of_five_ask_people_and_good_ones_end_the_question() {
    bed.world.probeHealthy = number -> number < 3 || number > 5;
    bed.agreeing().start("timeline: {monitoring: PT20M}\n");
    MigrationStatus status = bed.until(seen -> seen.next().contains("rollback"));

    assertThat(status.state()).isEqualTo(RunState.MONITORING);
    assertThat(status.awaiting()).containsExactly("operations-lead", "dba");
    assertThat(bed.until(RunState.COMPLETED).awaiting()).isEmpty();
    assertThat(bed.world.notices)
        .extracting(Notice::subject)
        .filteredOn(subject -> subject.contains("roll back?"))
        .containsExactly(
            "kb-to-1x: roll back? 3 of the last 5 probes of the target are bad: ids missing");
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void two_bad_probes_of_five_do_nothing() {
    bed.world.probeHealthy = number -> number % 5 > 1;
    bed.agreeing().start("timeline: {monitoring: PT20M, onTrigger: rollback}\n");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void three_bad_probes_of_five_roll_back_where_the_plan_says_so() {
    bed.world.probeHealthy = number -> number != 2 && number != 3 && number != 5;
    bed.agreeing().start("timeline: {monitoring: PT20M, onTrigger: rollback}\n");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.reason())
        .isEqualTo("3 of the last 5 probes of the target are bad: ids missing");
    assertThat(bed.world.done).filteredOn("probe"::equals).hasSize(5);
  }

  @Test
  void a_window_that_ends_badly_goes_on_until_it_is_good_or_rolled_back() {
    bed.world.probeHealthy = number -> number < 8 || number > 14;
    bed.agreeing().start("timeline: {monitoring: PT10M}\n");
    bed.until(RunState.COMPLETED);

    // 8 to 14 are bad; with 15, 16 and 17 good only two of the last five are.
    assertThat(bed.world.done).filteredOn("probe"::equals).hasSize(17);
  }

  @Test
  void a_probe_that_fails_for_a_defect_of_ours_is_only_a_bad_one() {
    bed.world.at(
        "probe",
        1,
        () -> {
          throw FailureKind.DEFECT.failure("a defect of ours", null);
        });
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().events())
        .anyMatch(event -> event.text().equals("Probe 1 is bad: a defect of ours"));
  }

  @Test
  void by_hand_every_action_is_confirmed_by_a_technician_or_somebody_on_call() {
    int asked = 0;
    for (TrafficAction action : TrafficAction.values()) {
      bed.world.actions.put(action, byHand("do it: " + action));
    }
    bed.agreeing().start(PlanReader.read(MANUAL + QUICK), null);
    for (TrafficAction action :
        List.of(
            TrafficAction.FREEZE,
            TrafficAction.SWITCH,
            TrafficAction.RESTART,
            TrafficAction.VERIFY)) {
      MigrationStatus status =
          bed.until(seen -> seen.awaiting().contains("confirm " + action.label()));
      assertThat(status.state()).isEqualTo(RunState.WAITING);
      assertThat(refusal(bed.running().answerConfirm(bed.confirmation(TrafficAction.THAW, "ed"))))
          .isEqualTo("nobody waits for a confirmation of thaw; awaited: " + action);
      bed.running().answerConfirm(bed.confirmation(action, ++asked % 2 == 0 ? "ed" : "di"));
    }
    assertThat(bed.until(RunState.COMPLETED).decision()).isEqualTo("GO");
    assertThat(bed.world.done).containsOnlyOnce("freeze", "switch", "restart", "verify");
  }

  @Test
  void by_hand_nobody_confirming_the_freeze_ends_in_the_way_back() {
    for (TrafficAction action : TrafficAction.values()) {
      bed.world.actions.put(action, byHand("do it: " + action));
    }
    bed.agreeing().start(PlanReader.read(MANUAL + QUICK), null);
    bed.until(seen -> seen.awaiting().contains("confirm freeze"));
    bed.environment.sleep(Duration.ofMinutes(100));
    bed.until(seen -> seen.awaiting().contains("confirm thaw"));
    bed.running().confirm(bed.confirmation(TrafficAction.THAW, "ed"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void by_hand_somebody_must_be_there_to_confirm() {
    bed.start(
        PlanReader.read(MANUAL.replace(", technician: [ed], on-call: [di]", "") + QUICK), null);

    assertThat(bed.outcome().reason())
        .startsWith("Traffic is moved by hand, but the plan names neither a technician nor");
  }

  @Test
  void a_freeze_that_is_not_proven_needs_a_named_confirmation() {
    bed.world.frozenProof =
        new FreezeProof(FreezeProof.State.UNCLEAR, "these credentials may not write");
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(seen -> seen.awaiting().contains("confirm freeze"));
    assertThat(status.freeze().proven()).isFalse();
    assertThat(bed.world.done).doesNotContain("frozen inventory");
    bed.world.frozenProof = FakeWorld.REFUSED;
    bed.running().answerConfirm(bed.confirmation(TrafficAction.FREEZE, "ed"));

    assertThat(bed.until(RunState.COMPLETED).events())
        .anyMatch(
            event -> event.by().equals("ed") && event.text().equals("confirmed freeze, proven"))
        .anyMatch(event -> event.text().startsWith("The freeze is not proven: "));
  }

  private static ActionResult byHand(String message) {
    return new ActionResult(ActionResult.State.NEEDS_CONFIRMATION, message);
  }

  @Test
  void collections_of_a_replaced_migration_are_removed_before_the_import() {
    bed.agreeing().start(PlanReader.read(RunbookTestBed.PLAN + QUICK), "kb-old");
    bed.outcome();

    assertThat(bed.world.deeds())
        .containsSubsequence("verify snapshot", "discard replaced kb-old", "create articles");
  }

  @Test
  void a_run_with_its_own_evidence_shows_the_last_gate_when_none_is_open() {
    bed.start(QUICK);
    assertThat(bed.running().evidence()).isNull();
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    assertThat(bed.running().evidence().gate()).isEqualTo(GateId.GO_NO_GO);
    assertThat(bed.running().evidence().digest()).isEqualTo(bed.digest(GateId.GO_NO_GO));
    assertThat(bed.running().timeline()).hasSize(Step.values().length);
  }
}
