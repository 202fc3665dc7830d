package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mending record by record, and amending the plan while a run is under way. */
@Tag("runs")
@Timeout(60)
class AmendTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";
  private static final String ROOM = "quarantine: {maxRecords: 5}\n";
  private static final String DEFAULT_LANGUAGE =
      "transform: {fields: {lang: {type: string, default: en}}}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static Findings found(long quarantined, long different, long missing) {
    long all = FakeWorld.RECORDS;
    long equal = all - quarantined - different - missing;
    return new Findings(
        new Totals(all, equal, quarantined, different, missing, 0, 0),
        2,
        2,
        12,
        0,
        0,
        List.of(new SearchResult("faq", 50, 50, 0.99, 0.99)),
        ValidationPlan.DEFAULT);
  }

  private void decide(Choice choice) {
    assertThat(bed.running().answerDecide(bed.decision(choice, "bo")))
        .isInstanceOf(Reply.Accepted.class);
  }

  private Reply amend(String more) {
    return bed.running().answerAmend(amendment("bo", more));
  }

  private Amendment amendment(String by, String more) {
    return new Amendment(bed.request(), by, null, plan(more));
  }

  private static Plan plan(String more) {
    return RunbookTestBed.planned(more);
  }

  @Test
  void a_repair_brings_in_what_differs_and_what_it_changed_is_judged_again() {
    bed.world.findings = found(0, 2, 1);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    bed.world.done.clear();
    bed.world.findings = FakeWorld.good();
    decide(Choice.REPAIR);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.deeds())
        .startsWith(
            "repair all", "search", "conclude validation", "rehearse way back", "evidence go-no-go")
        .doesNotContain("discard faq", "compare both");
  }

  @Test
  void a_repair_that_finds_no_room_in_the_quarantine_holds_again_and_says_so() {
    bed.world.findings = found(0, 2, 1);
    bed.world.fail("repair faq", FailureKind.QUARANTINE_FULL);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    bed.running().answerDecide(new HoldDecision(bed.request(), Choice.REPAIR, "faq", "bo", null));
    MigrationStatus held =
        bed.until(
            status ->
                status.state() == RunState.HOLD
                    && status.reason().startsWith("The repair stopped: "));

    assertThat(held.step()).isEqualTo(Step.REVIEW);
    bed.world.on.clear();
    bed.world.findings = FakeWorld.good();
    decide(Choice.REPAIR);
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void a_network_given_up_in_a_repair_is_the_network_trigger() {
    bed.world.findings = found(0, 2, 1);
    bed.world.fail("repair all", FailureKind.GAVE_UP);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    decide(Choice.REPAIR);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().triggers())
        .filteredOn(line -> line.failed())
        .extracting(line -> line.id())
        .containsExactly("network");
  }

  @Test
  void an_amendment_in_step_5_is_written_down_and_everything_is_validated_by_it() {
    bed.world.findings = found(2, 1, 0);
    bed.agreeing().start(QUICK + ROOM);
    MigrationStatus before = bed.until(RunState.HOLD);
    bed.world.done.clear();
    assertThat(amend(QUICK + ROOM + DEFAULT_LANGUAGE))
        .isEqualTo(
            new Reply.Accepted(
                "amended the plan (amendment 1): transform.fields.lang; what was approved before"
                    + " has lapsed"));
    bed.until(
        status ->
            status.state() == RunState.HOLD && !status.planDigest().equals(before.planDigest()));

    assertThat(bed.world.deeds())
        .containsExactly("amend 1", "compare both", "search", "conclude validation");
    String amended = Json.digest(plan(QUICK + ROOM + DEFAULT_LANGUAGE));
    assertThat(bed.world.plans).containsExactly(amended);
    assertThat(bed.world.validatedBy).isEqualTo(amended);
    assertThat(bed.world.amendments.get(0).changes()).containsExactly("transform.fields.lang");
    assertThat(bed.world.amendments.get(0).by()).isEqualTo("bo");
    bed.world.findings = found(0, 1, 0);
    decide(Choice.REPLAY);
    bed.until(status -> bed.world.done.contains("replay all") && status.state() == RunState.HOLD);
    bed.world.findings = FakeWorld.good();
    decide(Choice.REPAIR);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().digests()).containsEntry("plan", amended);
    assertThat(bed.reported().events())
        .anyMatch(event -> event.text().contains("amended the plan") && event.by().equals("bo"));
  }

  @Test
  void an_overfull_quarantine_holds_step_3_until_the_amended_plan_lets_the_records_pass() {
    bed.world.fail("import faq 0", FailureKind.QUARANTINE_FULL);
    bed.agreeing().start(QUICK);
    assertThat(bed.until(RunState.HOLD).step()).isEqualTo(Step.MIGRATION);
    assertThat(bed.running().answerDecide(bed.decision(Choice.REPLAY, "bo")))
        .isEqualTo(new Reply.Refused("replay does not mend this; decide one of [retry, no-go]"));
    assertThat(amend(QUICK + DEFAULT_LANGUAGE)).isInstanceOf(Reply.Accepted.class);
    bed.until(status -> bed.world.done.contains("amend 1") && status.state() == RunState.HOLD);
    bed.world.done.clear();
    bed.world.on.clear();
    decide(Choice.REPLAY);

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.deeds())
        .startsWith("replay all", "create faq", "import faq 0")
        .doesNotContain("import articles 0");
  }

  @Test
  void an_amendment_at_an_open_gate_lapses_its_approvals_and_opens_it_on_new_evidence() {
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    String before = bed.digest(GateId.GO_NO_GO);
    bed.approve(GateId.GO_NO_GO, Role.DBA, "bo");
    GateAnswer late = bed.answer(GateId.GO_NO_GO, Role.SECURITY, "cy");
    bed.world.done.clear();
    assertThat(amend(QUICK + ROOM)).isInstanceOf(Reply.Accepted.class);
    MigrationStatus open =
        bed.until(
            status ->
                status.gates().stream()
                    .anyMatch(
                        line ->
                            line.id() == GateId.GO_NO_GO
                                && line.open()
                                && !line.evidenceDigest().equals(before)));

    assertThat(bed.world.deeds())
        .containsExactly(
            "amend 1", "compare both", "search", "conclude validation", "evidence go-no-go");
    assertThat(open.gates())
        .filteredOn(line -> line.id() == GateId.GO_NO_GO)
        .allSatisfy(line -> assertThat(line.answers()).isEmpty());
    assertThat(bed.running().answerApprove(late)).isInstanceOf(Reply.Refused.class);
    bed.approveAll(GateId.GO_NO_GO);
    assertThat(bed.outcome().decision()).isEqualTo("GO");
  }

  @Test
  void an_amendment_before_the_window_is_rehearsed_before_it_can_be_approved() {
    bed.start(QUICK);
    bed.untilOpen(GateId.PRE_MIGRATION);
    bed.approve(GateId.PRE_MIGRATION, Role.DBA, "bo");
    bed.world.done.clear();
    bed.agreeing();
    assertThat(amend(QUICK + DEFAULT_LANGUAGE)).isInstanceOf(Reply.Accepted.class);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(bed.world.deeds())
        .startsWith("amend 1", "dry-run", "dry-run conclusion", "evidence pre-migration");
  }

  @Test
  void only_transform_and_budgets_can_be_amended_by_people_who_may_while_people_decide() {
    bed.world.findings = found(0, 1, 0);
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.until(RunState.HOLD);

    assertThat(amend(QUICK))
        .isEqualTo(new Reply.Refused("this is the plan the run goes by already"));
    assertThat(amend("timeline: {monitoring: PT3M}\nvalidation: {queries: 7}\n"))
        .isEqualTo(
            new Reply.Refused(
                "only transform, quarantine and the bounds of validation can be amended, but the"
                    + " plan differs in timeline.monitoring, validation.queries"));
    assertThat(bed.running().answerAmend(amendment("cy", QUICK + ROOM)))
        .isEqualTo(
            new Reply.Refused("cy may not amend; that is for dba (bo), operations-lead (ann)"));
    assertThatThrownBy(() -> amend(QUICK + "transform: {fields: {" + manyFields() + "}}\n"))
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .hasMessageContaining("more than the 48,000 a run takes");
    assertThatThrownBy(
            () -> bed.running().answerAmend(new Amendment(bed.request(), "bo", null, null)))
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .hasMessageContaining("plan is missing");
    assertThat(bed.world.amendments).isEmpty();
    decide(Choice.NO_GO);
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
  }

  private static String manyFields() {
    StringBuilder fields = new StringBuilder();
    for (int number = 0; number < 1000; number++) {
      fields.append("field_").append(number).append(": {type: string, required: true}, ");
    }
    return fields.append("last: {type: string}").toString();
  }

  @Test
  void a_run_at_work_takes_no_amendment() {
    Reply[] reply = new Reply[1];
    bed.world.at(
        "compare target and search",
        1,
        () -> FakeWorld.onFirstTry(() -> reply[0] = amend(QUICK + DEFAULT_LANGUAGE)));
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().decision()).isEqualTo("GO");
    assertThat(reply[0])
        .isEqualTo(
            new Reply.Refused(
                "a plan is amended in a HOLD of step 3 or 5 or while a gate is open; the run is at"
                    + " step 4 validation"));
  }

  @Test
  void an_amendment_that_comes_twice_counts_once() {
    bed.world.findings = found(0, 1, 0);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    Amendment amendment = amendment("ann", QUICK + ROOM);
    bed.running().amend(amendment);
    Reply again = bed.running().answerAmend(amendment);
    bed.until(
        status ->
            status.state() == RunState.HOLD
                && status.planDigest().equals(Json.digest(plan(QUICK + ROOM))));

    assertThat(again).isInstanceOf(Reply.Accepted.class);
    assertThat(bed.world.amendments).hasSize(1);
    decide(Choice.NO_GO);
    bed.outcome();
  }
}
