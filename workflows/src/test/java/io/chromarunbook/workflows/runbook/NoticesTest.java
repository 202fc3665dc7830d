package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.Notice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people are told while nobody looks at a screen. */
@Tag("runs")
@Timeout(60)
class NoticesTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_migration_that_goes_well_tells_each_of_its_turns_once() {
    bed.agreeing().start(QUICK);
    bed.until(RunState.COMPLETED);

    assertThat(subjects())
        .containsSubsequence(
            "kb-to-1x: gate pre-migration: decided, approved",
            "kb-to-1x: the freeze begins",
            "kb-to-1x: gate go-no-go: decided, GO",
            "kb-to-1x: completed")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_report_that_cannot_be_written_is_told_because_it_cannot_say_so_itself() {
    bed.world.fail("report", FailureKind.DISK);
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(anytime -> subjects().contains("kb-to-1x: completed"));

    assertThat(notice("the report could not be written").text())
        .contains("report failed in this test");
    assertThat(status.events())
        .anyMatch(event -> event.text().startsWith("The report could not be written"));
  }

  @Test
  void a_gate_says_until_when_it_is_open_and_what_happens_otherwise() {
    bed.start(QUICK);
    MigrationStatus status = bed.untilOpen(GateId.PRE_MIGRATION);

    Notice asked = notice("gate pre-migration: please answer");
    assertThat(asked.text())
        .isEqualTo("The gate pre-migration waits for operations-lead, dba, security.");
    assertThat(asked.until()).isEqualTo(status.gates().get(0).deadline());
    assertThat(asked.otherwise())
        .isEqualTo(
            "without all of them it counts as refused, and the run stops before anything is changed");
  }

  @Test
  void a_freeze_that_is_nearly_used_is_told_before_the_run_ends_by_itself() {
    bed.start("timeline: {maxFreeze: PT2H}\ngates: {go-no-go: {deadline: PT10H}}\n");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    bed.outcome();

    Notice begun = notice("the freeze begins");
    Notice nearly = notice("the freeze is nearly used");
    assertThat(begun.text()).contains("http://source:8000", "for 2 h at most");
    assertThat(nearly.text()).contains("Of the 2 h");
    assertThat(nearly.otherwise())
        .isEqualTo("the run ends as NO-GO by itself, and what was done is undone");
    assertThat(subjects())
        .containsSubsequence(
            "kb-to-1x: the freeze begins",
            "kb-to-1x: the freeze is nearly used",
            "kb-to-1x: rolling back")
        .containsOnlyOnce("kb-to-1x: the freeze begins", "kb-to-1x: the freeze is nearly used");
  }

  @Test
  void a_switch_in_time_leaves_nothing_to_warn_of() {
    bed.agreeing().start("timeline: {maxFreeze: PT2H, monitoring: PT180M}\n");
    bed.until(RunState.COMPLETED);

    assertThat(subjects()).doesNotContain("kb-to-1x: the freeze is nearly used");
  }

  @Test
  void an_answer_that_does_not_count_is_told_once_however_often_it_comes() {
    bed.start(QUICK);
    bed.untilOpen(GateId.PRE_MIGRATION);
    bed.approve(GateId.PRE_MIGRATION, Role.DBA, "mallory");
    bed.approve(GateId.PRE_MIGRATION, Role.DBA, "mallory");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.world.notices)
        .filteredOn(
            notice ->
                notice.subject().equals("kb-to-1x: gate pre-migration: an answer was refused"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).startsWith("mallory answered, and"));
  }

  @Test
  void answers_of_people_whom_the_plan_does_not_name_are_told_once_for_all_of_them() {
    bed.start(QUICK);
    bed.untilOpen(GateId.PRE_MIGRATION);
    for (int number = 0; number < 20; number++) {
      bed.approve(GateId.PRE_MIGRATION, Role.DBA, "mallory-" + number);
    }
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(subjects()).containsOnlyOnce("kb-to-1x: gate pre-migration: an answer was refused");
  }

  @Test
  void an_early_answer_on_other_evidence_is_told_when_the_gate_opens() {
    bed.start(QUICK);
    bed.untilOpen(GateId.PRE_MIGRATION);
    bed.running()
        .answerApprove(
            new GateAnswer(
                bed.request(), GateId.GO_NO_GO, Role.DBA, "bo", "0123456789abcdef", null));
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(notice("gate go-no-go: an answer was refused").text())
        .contains("bo answered", "given on the evidence 0123456789abcdef");
  }

  @Test
  void a_decided_hold_is_told_with_who_decided_what() {
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    bed.world.frozenGlance = new FreezeProof(FreezeProof.State.ACCEPTED, "a write was taken");
    MigrationStatus held = bed.until(RunState.HOLD);
    bed.world.frozenGlance = FakeWorld.REFUSED;
    bed.running().answerDecide(bed.decision(Choice.RETRY, "bo"));
    bed.environment.sleep(Duration.ofMinutes(1));

    Notice asked = notice("HOLD: a decision is needed");
    assertThat(asked.until()).isEqualTo(held.holds().get(0).deadline());
    assertThat(asked.otherwise()).isEqualTo("it counts as NO-GO, and what was done is undone");
    assertThat(notice("HOLD: decided").text()).isEqualTo("bo decided retry; it begins now.");
  }

  private List<String> subjects() {
    return bed.world.notices.stream().map(Notice::subject).toList();
  }

  private Notice notice(String subject) {
    return bed.world.notices.stream()
        .filter(notice -> notice.subject().equals("kb-to-1x: " + subject))
        .findFirst()
        .orElseThrow();
  }
}
