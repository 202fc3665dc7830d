package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.FreezeLine.Standing;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What people do by hand: that they are told what it is, and that their word is held against it.
 */
@Tag("runs")
@Timeout(60)
class ByHandTest {

  private static final String PLAN =
      RunbookTestBed.PLAN.substring(0, RunbookTestBed.PLAN.indexOf("traffic:"))
          + "traffic: {mode: manual}\ntimeline: {monitoring: PT1M}\n";

  private static final FreezeProof TAKEN =
      new FreezeProof(FreezeProof.State.ACCEPTED, "a write was taken");

  private final RunbookTestBed bed = new RunbookTestBed();

  @BeforeEach
  void asks_for_every_action() {
    for (TrafficAction action : TrafficAction.values()) {
      bed.world.actions.put(
          action,
          new ActionResult(ActionResult.State.NEEDS_CONFIRMATION, "Do it here: " + action + "."));
    }
  }

  @AfterEach
  void closes() {
    bed.close();
  }

  @Test
  void status_and_temporals_details_say_what_to_do_and_until_when() {
    MigrationStatus status = awaitingFreeze();

    assertThat(status.manual())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.action()).isEqualTo(TrafficAction.FREEZE);
              assertThat(asked.instruction()).isEqualTo("Do it here: freeze.");
              assertThat(asked.deadline()).isAfter(status.asOf());
              assertThat(asked.refusal()).isNull();
            });
    assertThat(details())
        .contains("- `freeze` by hand: Do it here: freeze.\n")
        .contains("Next: `./runbook confirm kb-to-1x --action freeze --by ed`");
    assertThat(details().indexOf("Next: ")).isLessThan(details().indexOf("- freeze: ordered"));
  }

  @Test
  void a_false_word_on_the_freeze_is_refused_with_what_was_found_and_asked_for_again() {
    bed.world.frozenProof = TAKEN;
    awaitingFreeze();

    Reply reply = bed.running().answerConfirm(bed.confirmation(TrafficAction.FREEZE, "ed"));

    assertThat(((Reply.Refused) reply).reason()).startsWith("it is not so: a write was taken");
    assertThat(bed.status().manual())
        .extracting(ManualLine::refusal)
        .containsExactly("a write was taken");
    assertThat(details()).contains("- the last confirmation did not count: a write was taken\n");
    bed.world.frozenProof = FakeWorld.REFUSED;
    assertThat(bed.running().answerConfirm(bed.confirmation(TrafficAction.FREEZE, "ed")))
        .isEqualTo(new Reply.Accepted("confirmed freeze; proven: refused with 500 read-only"));
    MigrationStatus after = bed.until(seen -> seen.awaiting().contains("confirm switch"));
    assertThat(after.freeze().standing()).isEqualTo(Standing.PROVEN);
    assertThat(after.vouched()).isEmpty();
    assertThat(bed.world.done).doesNotContain("check freeze");
  }

  @Test
  void whoever_insists_is_not_asked_twice_and_shown_as_vouching_once() {
    bed.world.frozenProof = TAKEN;
    bed.world.frozenGlance = TAKEN;
    awaitingFreeze();

    assertThat(bed.running().answerConfirm(bed.insisted(TrafficAction.FREEZE, "ed")))
        .isInstanceOf(Reply.Accepted.class);

    MigrationStatus after = bed.until(seen -> seen.awaiting().contains("confirm switch"));
    assertThat(after.freeze().standing()).isEqualTo(Standing.VOUCHED);
    assertThat(after.vouched()).hasSize(1);
  }

  private MigrationStatus awaitingFreeze() {
    bed.agreeing().start(PlanReader.read(PLAN), null);
    return bed.until(
        seen -> seen.state() == RunState.WAITING && seen.awaiting().contains("confirm freeze"));
  }

  private String details() {
    return WorkflowStub.fromTyped(bed.running())
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }
}
