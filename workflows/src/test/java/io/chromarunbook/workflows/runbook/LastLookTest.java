package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people approved is looked at once more before anything is switched. */
@Tag("runs")
@Timeout(60)
class LastLookTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  /** One record changed and one gone, found when the target is compared again. */
  private void damageBeforeTheSwitch() {
    long all = FakeWorld.RECORDS;
    bed.world.at(
        "compare target again",
        1,
        () ->
            bed.world.findings =
                new Findings(
                    new Totals(all, all - 2, 0, 1, 1, 0, 0),
                    2,
                    2,
                    12,
                    0,
                    0,
                    List.of(),
                    ValidationPlan.DEFAULT));
  }

  @Test
  void a_target_that_changed_since_holds_and_is_not_switched_to() {
    damageBeforeTheSwitch();
    bed.agreeing().start(QUICK);
    MigrationStatus held = bed.until(RunState.HOLD);

    assertThat(held.step()).isEqualTo(Step.CUTOVER);
    assertThat(held.decision()).as("what was decided on is not there any more").isNull();
    assertThat(held.reason())
        .isEqualTo(
            "The target is not what was approved any more: 1 records different (0 before), 1"
                + " records missing (0 before)");
    assertThat(held.holds().get(0).remedies())
        .extracting(remedy -> remedy.choice())
        .containsExactly(Choice.RETRY, Choice.REPAIR, Choice.NO_GO);
    assertThat(bed.world.done).doesNotContain("switch");
    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.done).doesNotContain("switch", "revert");
  }

  @Test
  void a_repair_opens_the_gate_again_on_what_was_found_and_done() {
    damageBeforeTheSwitch();
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.HOLD);
    bed.world.at("repair all", 1, () -> bed.world.findings = FakeWorld.good());
    bed.running().answerDecide(bed.decision(Choice.REPAIR, "bo"));
    MigrationStatus asked = bed.untilOpen(GateId.GO_NO_GO);

    assertThat(asked.decision()).isNull();
    assertThat(asked.gates().get(1).answers()).isEmpty();
    assertThat(asked.steps().stream().filter(line -> line.id() == Step.GO_NO_GO))
        .singleElement()
        .satisfies(line -> assertThat(line.waiting()).isTrue());
    assertThat(bed.running().evidence().holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.by()).isEqualTo("bo");
              assertThat(hold.outcome()).isEqualTo("9,832 of 9,832 equal afterwards, 9,830 before");
            });
    assertThat(bed.world.done).doesNotContain("switch");
    bed.approveAll(GateId.GO_NO_GO);
    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done).filteredOn("compare target again"::equals).hasSize(2);
  }

  @Test
  void a_hold_of_the_last_look_counts_although_of_many_holds_the_oldest_are_forgotten() {
    MigrationState carried = new MigrationState();
    for (int number = 0; number < 20; number++) {
      carried.hold.lines.add(
          HoldLine.undecided(Step.REVIEW, Instant.EPOCH, Instant.EPOCH, "held", List.of())
              .decided(Choice.RETRY, "bo", Instant.EPOCH));
    }
    damageBeforeTheSwitch();
    bed.startCarrying(QUICK, carried);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.HOLD);
    bed.world.at("repair all", 1, () -> bed.world.findings = FakeWorld.good());
    bed.running().answerDecide(bed.decision(Choice.REPAIR, "bo"));

    MigrationStatus asked = bed.untilOpen(GateId.GO_NO_GO);
    assertThat(asked.holds()).hasSize(20);
    assertThat(bed.world.done).doesNotContain("switch");
  }

  @Test
  void the_time_of_the_last_look_is_work_of_the_cutover() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch letItEnd = new CountDownLatch(1);
    bed.world.at(
        "compare target again",
        1,
        () -> {
          begun.countDown();
          await(letItEnd);
        });
    bed.agreeing().start(QUICK);
    bed.until(status -> begun.getCount() == 0);
    bed.environment.sleep(Duration.ofSeconds(3));
    letItEnd.countDown();

    MigrationStatus completed = bed.until(RunState.COMPLETED);
    assertThat(RunbookTestBed.line(completed, Step.CUTOVER).workSeconds()).isBetween(3.0, 10.0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_gate_says_how_deep_the_last_look_will_be_and_the_budget_counts_it() {
    bed.start(QUICK);
    bed.approveAll(GateId.PRE_MIGRATION);
    MigrationStatus open = bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.running().evidence().timings().get("target compared with the snapshot"))
        .contains("content of all");
    // 9,832 records at the 2,300 a second of the dry-run are 5 s.
    assertThat(Duration.between(open.freeze().since(), open.freeze().lastSafeGo()))
        .isBetween(
            Duration.ofHours(2).minusMinutes(15).minusSeconds(10),
            Duration.ofHours(2).minusMinutes(15).minusSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"PT30S, 1.0", "PT3M, 1.0", "PT6M, 0.5", "PT10M, 0.3", "PT9H, 0.01"})
  void a_comparison_that_would_take_too_long_is_of_a_share(Duration whole, double share) {
    MigrationState state = new MigrationState();
    state.validation.targetTook = whole;

    assertThat(LastLook.share(state)).isEqualTo(share);
    assertThat(LastLook.forecast(state)).isLessThanOrEqualTo(Duration.ofMinutes(3));
  }
}
