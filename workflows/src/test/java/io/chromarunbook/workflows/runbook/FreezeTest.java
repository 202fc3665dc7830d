package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.FreezeLine.Standing;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.Notice;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A freeze is proven, unknown or broken, and what a person vouches for is shown as vouched. */
@Tag("runs")
@Timeout(60)
class FreezeTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";
  private static final FreezeProof TAKEN =
      new FreezeProof(FreezeProof.State.ACCEPTED, "a write was taken");
  private static final FreezeProof SILENT =
      new FreezeProof(FreezeProof.State.SILENT, "the source does not answer");

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private void reachGo() {
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
  }

  @Test
  void it_is_looked_at_each_minute_until_the_switch_and_not_after_it() {
    reachGo();
    long before = looks();
    bed.environment.sleep(Duration.ofMinutes(10));
    assertThat(looks() - before).isBetween(9L, 11L);
    assertThat(bed.status().freeze().standing()).isEqualTo(Standing.PROVEN);
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.MONITORING);
    before = looks();
    bed.until(RunState.COMPLETED);

    assertThat(looks()).isEqualTo(before);
    assertThat(bed.status().freeze().until()).isNotNull();
  }

  private long looks() {
    return bed.world.done.stream().filter("look at the freeze"::equals).count();
  }

  @Test
  void one_that_is_lost_at_the_gate_holds_the_run_and_lapses_what_was_answered() {
    reachGo();
    bed.approve(GateId.GO_NO_GO, io.chromarunbook.workflows.plan.Role.DBA, "bo");
    String digest = bed.digest(GateId.GO_NO_GO);
    bed.world.frozenGlance = TAKEN;
    MigrationStatus held = bed.until(RunState.HOLD);

    assertThat(held.freeze().standing()).isEqualTo(Standing.BROKEN);
    assertThat(held.freeze().proven()).isFalse();
    assertThat(held.reason()).isEqualTo("The freeze is broken: a write was taken");
    assertThat(held.alarms()).singleElement().satisfies(a -> assertThat(a.since()).isNotNull());
    assertThat(held.next()).isEqualTo("./runbook decide kb-to-1x retry --by bo");
    assertThat(bed.world.notices)
        .extracting(Notice::subject)
        .contains("kb-to-1x: the freeze is broken");
    bed.environment.sleep(Duration.ofMinutes(5));
    assertThat(bed.world.done).doesNotContain("freeze again", "switch");

    bed.world.frozenGlance = FakeWorld.REFUSED;
    bed.running().answerDecide(bed.decision(Choice.RETRY, "bo"));
    MigrationStatus asked = bed.untilOpen(GateId.GO_NO_GO);
    assertThat(bed.world.deedsAfter("freeze again"))
        .startsWith("prove frozen", "compare source", "evidence go-no-go");
    assertThat(asked.gates().get(1).answers()).isEmpty();
    assertThat(bed.digest(GateId.GO_NO_GO)).isNotEqualTo(digest);
    assertThat(bed.running().evidence().holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.choice()).isEqualTo(Choice.RETRY);
              assertThat(hold.by()).isEqualTo("bo");
              assertThat(hold.outcome()).isEqualTo("frozen again, proven");
            });
    bed.approveAll(GateId.GO_NO_GO);
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void one_that_cannot_be_seen_is_unknown_and_changes_no_evidence() {
    reachGo();
    String digest = bed.digest(GateId.GO_NO_GO);
    bed.world.frozenGlance = SILENT;
    MigrationStatus unknown = bed.until(status -> status.freeze().standing() == Standing.UNKNOWN);

    assertThat(unknown.state()).isEqualTo(RunState.WAITING);
    assertThat(unknown.freeze().proven()).isFalse();
    assertThat(unknown.freeze().standingSince()).isNotNull();
    assertThat(bed.digest(GateId.GO_NO_GO)).isEqualTo(digest);
    bed.world.frozenGlance = FakeWorld.REFUSED;
    bed.until(status -> status.freeze().standing() == Standing.PROVEN);
    bed.approveAll(GateId.GO_NO_GO);
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void one_that_is_broken_in_step_3_holds_before_step_4() {
    bed.world.at("import articles 0", 1, () -> bed.world.frozenGlance = TAKEN);
    bed.world.at(
        "import articles 1",
        1,
        () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("bo"))));
    bed.agreeing().start(QUICK);
    bed.until(status -> status.freeze().standing() == Standing.BROKEN);
    bed.running().answerResume(bed.order("bo"));
    MigrationStatus held = bed.until(RunState.HOLD);

    assertThat(held.reason()).startsWith("The freeze is broken");
    assertThat(bed.world.done).doesNotContain("compare target and search");
  }

  @Test
  void a_person_does_not_overrule_a_proof_that_fails() {
    bed.world.frozenProof = TAKEN;
    bed.agreeing().start(QUICK);
    bed.until(status -> status.awaiting().contains("confirm freeze"));
    Reply plain = bed.running().answerConfirm(bed.confirmation(TrafficAction.FREEZE, "ed"));

    assertThat(((Reply.Refused) plain).reason())
        .startsWith("it is not so: a write was taken")
        .contains("--unproven");
    assertThat(bed.status().awaiting()).contains("confirm freeze");
    assertThat(bed.running().answerConfirm(bed.insisted(TrafficAction.FREEZE, "ed")))
        .isInstanceOf(Reply.Accepted.class);
    MigrationStatus status = bed.until(RunState.COMPLETED);
    assertThat(status.vouched())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.words())
                    .isEqualTo(
                        "freeze: vouched for by ed (a test insists), not proven: a write was"
                            + " taken"));
    assertThat(bed.running().evidence().vouched()).hasSize(1);
    assertThat(bed.running().evidence().facts().get("freeze")).startsWith("not proven");
  }

  @Test
  void a_person_who_mends_it_is_answered_by_the_proof() {
    bed.world.frozenProof = TAKEN;
    bed.agreeing().start(QUICK);
    bed.until(status -> status.awaiting().contains("confirm freeze"));
    bed.world.frozenProof = FakeWorld.REFUSED;

    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.FREEZE, "ed")))
        .isEqualTo(new Reply.Accepted("confirmed freeze; proven: refused with 500 read-only"));
    MigrationStatus status = bed.until(RunState.COMPLETED);
    assertThat(status.vouched()).isEmpty();
  }

  @Test
  void what_was_vouched_for_is_not_broken_by_seeing_the_same_again() {
    bed.world.frozenProof = TAKEN;
    bed.world.frozenGlance = TAKEN;
    bed.agreeing().start(QUICK);
    bed.until(status -> status.awaiting().contains("confirm freeze"));
    bed.running().answerConfirm(bed.insisted(TrafficAction.FREEZE, "ed"));

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().holds()).isEmpty();
    assertThat(bed.reported().freeze().standing()).isEqualTo(Standing.VOUCHED);
  }

  @Test
  void its_budget_runs_from_the_order_and_goes_on_while_nothing_happens() {
    bed.world.frozenProof =
        new FreezeProof(FreezeProof.State.UNCLEAR, "no collection to try a write on");
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(seen -> seen.awaiting().contains("confirm freeze"));

    assertThat(status.freeze().since()).isNotNull();
    assertThat(status.freeze().provenSince()).isNull();
    double later = status.at(status.asOf().plusSeconds(70)).freeze().frozenSeconds();
    assertThat(later - status.freeze().frozenSeconds()).isBetween(69.0, 71.0);
  }
}
