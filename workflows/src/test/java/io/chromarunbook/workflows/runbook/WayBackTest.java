package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After the switch nothing leads back to a dead source, and no record is given up in silence. */
@Tag("runs")
@Timeout(60)
class WayBackTest {

  private static final SourceStanding SILENT =
      new SourceStanding(SourceStanding.State.SILENT, "http://source:8000 refuses connections.");
  private static final SourceStanding DIFFERS =
      new SourceStanding(SourceStanding.State.DIFFERS, "faq has 3 records more.");

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private void watching(String timeline) {
    bed.agreeing().start("timeline: {monitoring: PT20M" + timeline + "}\n");
    bed.until(RunState.MONITORING);
    bed.until(status -> status.window() != null && status.window().probes() > 0);
  }

  private Reply rollback(String acceptLoss, String acceptSource) {
    return bed.running()
        .answerRollback(
            new Order(bed.request(), "ann", "answers got worse", acceptLoss, acceptSource));
  }

  private static String refusal(Reply reply) {
    return ((Reply.Refused) reply).reason();
  }

  @Test
  void people_who_say_go_know_whether_the_way_back_was_tried_and_how_long_it_took() {
    watching("");

    assertThat(bed.running().evidence().facts())
        .containsEntry("way back rehearsed", "yes: there and back");
    assertThat(bed.running().evidence().timings()).containsEntry("way back, rehearsed", "2 s");
  }

  @Test
  void a_rehearsal_that_fails_is_told_to_those_who_decide_and_decides_nothing() {
    bed.world.rehearsal =
        new WayBackRehearsal(
            WayBackRehearsal.State.FAILED, "the source again answered 502", Duration.ZERO);
    watching("");

    assertThat(bed.running().evidence().facts())
        .containsEntry("way back rehearsed", "it failed: the source again answered 502");
    assertThat(bed.status().events())
        .extracting(Event::text)
        .contains("The rehearsal of the way back failed: the source again answered 502");
  }

  @Test
  void a_dead_source_is_an_alarm_and_never_a_reason_to_go_back() {
    watching(", onTrigger: rollback");
    bed.world.probedSource = SILENT;
    MigrationStatus alarmed = bed.until(status -> !status.alarms().isEmpty());

    assertThat(alarmed.state()).isEqualTo(RunState.MONITORING);
    assertThat(alarmed.alarms().get(0).message())
        .startsWith("The way back is lost while the source does not answer: ")
        .endsWith("the snapshot in snapshot can be restored.");
    assertThat(alarmed.nextActions())
        .extracting(NextAction::verb)
        .doesNotContain(NextAction.Verb.ROLLBACK);
    MigrationStatus completed = bed.until(RunState.COMPLETED);
    assertThat(completed.decision()).isEqualTo("GO");
    assertThat(bed.world.done).doesNotContain("revert");
    assertThat(bed.world.notices)
        .extracting(Notice::subject)
        .filteredOn(subject -> subject.contains("alarm: the source"))
        .hasSize(1);
  }

  @Test
  void a_source_that_is_back_ends_the_alarm() {
    watching("");
    bed.world.probedSource = SILENT;
    bed.until(status -> !status.alarms().isEmpty());
    bed.world.probedSource = FakeWorld.HOLDS;
    bed.until(status -> status.alarms().isEmpty());

    assertThat(bed.world.notices)
        .extracting(Notice::subject)
        .contains("kb-to-1x: the source is what it was again");
  }

  @Test
  void a_rollback_to_a_dead_source_is_refused_until_a_person_insists() {
    watching("");
    bed.world.sourceStanding = SILENT;

    assertThat(refusal(rollback(null, null)))
        .startsWith("the source does not answer, and going back would take the applications to a")
        .endsWith("add --accept-source silent");
    assertThat(refusal(rollback(null, "differs"))).endsWith("add --accept-source silent");
    assertThat(bed.world.done).doesNotContain("revert");
    assertThat(rollback(null, "silent")).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void a_rollback_to_a_source_that_differs_asks() {
    watching("");
    bed.world.sourceStanding = DIFFERS;

    assertThat(refusal(rollback(null, null)))
        .contains("faq has 3 records more.", "--accept-source differs");
    assertThat(rollback(null, "differs")).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void records_at_the_target_are_given_up_by_the_number_that_was_told() {
    watching("");
    bed.world.leftBehind = () -> FakeWorld.left(5, 1, 0);

    assertThat(refusal(rollback(null, null))).endsWith("add --accept-loss 6");
    assertThat(bed.status().wayBack().leftBehind().added()).isEqualTo(5);
    assertThat(refusal(rollback("5", null))).endsWith("add --accept-loss 6");
    assertThat(refusal(rollback("unknown", null))).endsWith("add --accept-loss 6");
    // What comes later is kept and reported, and not refused again.
    bed.world.leftBehind = () -> FakeWorld.left(8, 1, 2);
    assertThat(rollback("6", null)).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);

    MigrationStatus report = bed.reported();
    assertThat(report.wayBack().leftBehind().total()).isEqualTo(11);
    assertThat(report.nextActions())
        .extracting(NextAction::verb)
        .contains(NextAction.Verb.PUT_BACK);
    assertThat(bed.world.notices)
        .filteredOn(notice -> notice.subject().endsWith("records are left behind at the target"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).contains("left-behind.jsonl"));
  }

  @Test
  void a_target_that_cannot_be_read_is_given_up_as_unknown() {
    watching("");
    bed.world.fail("read left behind", FailureKind.GAVE_UP);

    assertThat(refusal(rollback(null, null)))
        .startsWith("the target cannot be read, so nobody knows what would be left behind there")
        .endsWith("add --accept-loss unknown");
    assertThat(refusal(rollback("100", null))).endsWith("add --accept-loss unknown");
    assertThat(rollback("unknown", null)).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().wayBack().unreadable()).contains("failed in this test");
  }

  @Test
  void an_automatic_rollback_that_would_lose_records_asks() {
    bed.world.leftBehind = () -> FakeWorld.left(2, 0, 0);
    bed.world.probeHealthy = number -> number > 6;
    bed.agreeing().start("timeline: {monitoring: PT20M, onTrigger: rollback}\n");
    MigrationStatus asked =
        bed.until(status -> status.nextActions().get(0).verb() == NextAction.Verb.ROLLBACK);

    assertThat(asked.state()).isEqualTo(RunState.MONITORING);
    assertThat(asked.reason()).contains("It does not go back by itself: since the switch 2");
    assertThat(asked.next()).isEqualTo("./runbook rollback kb-to-1x --by ann --accept-loss 2");
    assertThat(bed.until(RunState.COMPLETED).reason()).isEmpty();
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void an_automatic_rollback_never_leads_to_a_dead_source() {
    bed.world.sourceStanding = SILENT;
    bed.world.probedSource = SILENT;
    bed.world.probeHealthy = number -> false;
    bed.agreeing().start("timeline: {monitoring: PT20M, onTrigger: rollback}\n");
    MigrationStatus asked =
        bed.until(status -> !status.awaiting().isEmpty() && status.window() != null);

    assertThat(asked.reason()).contains("the source does not answer");
    assertThat(asked.nextActions())
        .extracting(NextAction::verb)
        .doesNotContain(NextAction.Verb.ROLLBACK);
    bed.environment.sleep(Duration.ofHours(1));
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void what_fired_is_named() {
    bed.world.probeHealthy = number -> false;
    bed.agreeing().start("timeline: {monitoring: PT20M, onTrigger: rollback}\n");
    bed.outcome();

    assertThat(bed.reported().triggers())
        .filteredOn(Criterion::failed)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.id()).isEqualTo("window");
              assertThat(line.observed())
                  .isEqualTo("3 of the last 3 probes of the target are bad: ids missing");
            });
  }

  @Test
  void a_cutover_that_fails_after_applications_wrote_waits_for_a_person_before_it_goes_back() {
    bed.world.targetProof = new ActionResult(ActionResult.State.FAILED, "no answer");
    bed.world.leftBehind = () -> FakeWorld.left(4, 0, 0);
    bed.agreeing().start("");
    MigrationStatus waiting =
        bed.until(status -> status.wayBack() != null && status.wayBack().objection() != null);

    assertThat(waiting.state()).isEqualTo(RunState.ROLLING_BACK);
    assertThat(waiting.next()).isEqualTo("./runbook rollback kb-to-1x --by ann --accept-loss 4");
    bed.environment.sleep(Duration.ofHours(2));
    assertThat(bed.world.done).doesNotContain("revert", "thaw");
    assertThat(rollback("4", null)).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().rollback())
        .extracting(UndoLine::state)
        .containsOnly(UndoLine.State.DONE);
  }

  @Test
  void a_way_back_that_waits_for_a_dead_source_goes_on_when_it_is_up() {
    bed.world.targetProof = new ActionResult(ActionResult.State.FAILED, "no answer");
    bed.world.sourceStanding = SILENT;
    bed.agreeing().start("");
    bed.until(status -> status.wayBack() != null && status.wayBack().objection() != null);
    bed.environment.sleep(Duration.ofMinutes(30));
    assertThat(bed.world.done).doesNotContain("revert");
    bed.world.sourceStanding = FakeWorld.HOLDS;

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.done).contains("revert", "thaw");
  }

  @Test
  void a_thaw_after_which_no_write_is_taken_asks() {
    bed.world.thawedProof = new ActionResult(ActionResult.State.FAILED, "a write is still refused");
    bed.world.at(
        "conclude validation",
        1,
        () -> FakeWorld.endingTheRun(() -> bed.running().abort(bed.order("ann"))));
    bed.agreeing().start("");
    MigrationStatus asked = bed.until(status -> status.awaiting().contains("confirm thaw"));

    assertThat(asked.freeze().until()).isNull();
    assertThat(refusal(bed.running().answerConfirm(bed.confirmation(TrafficAction.THAW, "ed"))))
        .startsWith("it is not so: a write is still refused");
    bed.world.thawedProof = FakeWorld.done("taken again");
    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.THAW, "ed")))
        .isInstanceOf(Reply.Accepted.class);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  @Test
  void migrated_content_is_compared_once_by_the_end_of_the_window() {
    watching("");
    MigrationStatus completed = bed.until(RunState.COMPLETED);

    assertThat(completed.window().content().compared()).isEqualTo(FakeWorld.RECORDS);
    assertThat(bed.world.done).filteredOn("compare migrated"::equals).hasSize(1);
    assertThat(
            RunbookTestBed.line(completed, io.chromarunbook.workflows.status.Step.MONITORING)
                .note())
        .contains("9,832 migrated records compared again, 0 changed and 0 gone");
  }

  @Test
  void closing_says_what_stays_and_the_report_stops_offering_the_way_back() {
    bed.agreeing().start("timeline: {monitoring: PT2M}\n");
    bed.until(RunState.COMPLETED);
    Reply closed = bed.running().answerClose(bed.order("ann"));

    assertThat(((Reply.Accepted) closed).message())
        .contains("a rollback is not possible any more", "stays frozen", "kept until");
    bed.outcome();
    assertThat(bed.reported().closed().by()).isEqualTo("ann");
    assertThat(bed.reported().nextActions())
        .extracting(NextAction::verb)
        .containsExactly(NextAction.Verb.REPORT);
    assertThat(bed.reported().events())
        .anyMatch(event -> event.by().equals("ann") && event.text().startsWith("closed"));
  }

  @Test
  void the_gate_is_not_asked_while_a_way_back_is_walked() {
    bed.start("");
    bed.untilOpen(GateId.PRE_MIGRATION);
    bed.running().answerAbort(bed.order("ann"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.STOPPED);
    assertThat(bed.world.done).doesNotContain("prove source", "read left behind");
  }

  @Test
  void at_a_gate_writes_to_the_target_are_refused_before_they_are_counted_for_the_last_time() {
    String plan =
        RunbookTestBed.PLAN.substring(0, RunbookTestBed.PLAN.indexOf("traffic:"))
            + "traffic: {mode: gate, gate: {admin: \"http://gate:8010\", token: {file: token}}}\n"
            + "timeline: {monitoring: PT20M}\n";
    bed.agreeing().start(PlanReader.read(plan), null);
    bed.until(RunState.MONITORING);
    bed.until(status -> status.window() != null && status.window().probes() > 0);
    assertThat(rollback("0", null)).isInstanceOf(Reply.Accepted.class);
    bed.until(RunState.ROLLED_BACK);

    assertThat(bed.world.done)
        .containsSubsequence(
            "switch", "refuse writes at target", "revert", "thaw", "read left behind");
  }
}
