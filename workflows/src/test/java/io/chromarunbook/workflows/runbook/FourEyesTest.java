package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody decides alone, unless the plan says so. */
@Tag("runs")
@Timeout(60)
class FourEyesTest {

  private static final String SHARED =
      RunbookTestBed.PLAN.replace(
          "people: {operations-lead: [ann], dba: [bo], security: [cy],",
          "people: {operations-lead: [ann, bo], dba: [bo, ann, eve], security: [cy],");

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static String refusal(Reply reply) {
    return ((Reply.Refused) reply).reason();
  }

  @Test
  void whoever_starts_the_run_does_not_answer_for_it() {
    bed.start(PlanReader.read(SHARED), "ann", null);
    bed.untilOpen(GateId.PRE_MIGRATION);

    assertThat(refusal(bed.approve(GateId.PRE_MIGRATION, Role.OPERATIONS_LEAD, "ann")))
        .startsWith("ann started the run, and with gates.fourEyes another person must answer");
    assertThat(bed.status().startedBy()).isEqualTo("ann");
    assertThat(bed.status().nextActions())
        .filteredOn(action -> action.verb() == NextAction.Verb.APPROVE)
        .extracting(NextAction::people)
        .doesNotContain(java.util.List.of("ann"))
        .first()
        .isEqualTo(java.util.List.of("bo"));
  }

  @Test
  void one_person_answers_for_one_role_of_a_gate() {
    bed.start(PlanReader.read(SHARED), null, null);
    bed.untilOpen(GateId.PRE_MIGRATION);
    bed.approve(GateId.PRE_MIGRATION, Role.DBA, "ann");

    assertThat(refusal(bed.approve(GateId.PRE_MIGRATION, Role.OPERATIONS_LEAD, "ann")))
        .startsWith("ann has answered as dba, and with gates.fourEyes one person answers for one");
    assertThat(bed.approve(GateId.PRE_MIGRATION, Role.OPERATIONS_LEAD, "bo"))
        .isInstanceOf(Reply.Accepted.class);
  }

  @Test
  void a_plan_may_let_one_person_decide_and_the_evidence_says_so() {
    bed.start(PlanReader.read(SHARED + "gates: {fourEyes: false}\n"), "ann", null);
    bed.untilOpen(GateId.PRE_MIGRATION);

    assertThat(bed.approve(GateId.PRE_MIGRATION, Role.OPERATIONS_LEAD, "ann"))
        .isInstanceOf(Reply.Accepted.class);
    assertThat(bed.approve(GateId.PRE_MIGRATION, Role.DBA, "ann"))
        .isInstanceOf(Reply.Accepted.class);
    assertThat(bed.running().evidence().facts())
        .containsEntry("four eyes", "no: one person may decide alone")
        .containsEntry("started by", "ann (not signed)");
  }

  @Test
  void a_gate_that_nobody_could_pass_is_found_before_it_is_asked() {
    Plan plan = PlanReader.read(RunbookTestBed.PLAN.replace("security: [cy]", "security: [bo]"));
    bed.start(plan, null, null);

    assertThat(bed.outcome().state()).isEqualTo(RunState.STOPPED);
    assertThat(bed.reported().reason())
        .startsWith("Nobody could pass the gates: the gate pre-migration asks");
  }

  @Test
  void people_are_shared_out_so_that_each_role_has_one() {
    String people =
        RunbookTestBed.PLAN.replace(
            "people: {operations-lead: [ann], dba: [bo], security: [cy],",
            "people: {operations-lead: [ann, bo], dba: [ann, cy], security: [ann],");
    assertThat(FourEyes.objection(PlanReader.read(people), null)).isEmpty();
    assertThat(FourEyes.objection(PlanReader.read(people), "ann")).isPresent();
    assertThat(FourEyes.objection(PlanReader.read(people), "dan")).isEmpty();
    assertThat(Json.digest(PlanReader.read(people))).hasSize(64);
  }
}
