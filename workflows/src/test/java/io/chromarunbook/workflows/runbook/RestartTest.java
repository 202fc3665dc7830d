package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.ActionResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the target serves after a cold start is what is validated. */
@Tag("runs")
@Timeout(60)
class RestartTest {

  private static final String FACT = "restart of the target before validation";
  private static final String RESTARTING =
      RunbookTestBed.PLAN.replace(
          "target: {url: \"http://target:8000\"}",
          "target: {url: \"http://target:8000\", restart: {run: [restart]}}");

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_target_that_can_be_restarted_is_restarted_before_it_is_validated() {
    bed.start(PlanReader.read(RESTARTING), null, null);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.world.deeds())
        .containsSubsequence("import faq 1", "restart target", "compare target and search");
    assertThat(bed.running().evidence().facts().get(FACT)).startsWith("seen: away for 2 s");
  }

  @Test
  void one_that_cannot_is_said_not_to_be_proven() {
    bed.start("");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.running().evidence().facts().get(FACT))
        .isEqualTo("restart not proven: the plan has no target.restart");
  }

  @Test
  void one_that_was_never_seen_away_is_not_proven_either() {
    bed.world.restart =
        new ActionResult(ActionResult.State.NEEDS_CONFIRMATION, "never seen to be away");
    bed.start(PlanReader.read(RESTARTING), null, null);
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.running().evidence().facts().get(FACT))
        .isEqualTo("restart not proven: never seen to be away");
  }

  @Test
  void one_that_does_not_come_back_means_no_go() {
    bed.world.restart =
        new ActionResult(ActionResult.State.FAILED, "2 of 6 collections did not load");
    bed.agreeing().start(PlanReader.read(RESTARTING), null, null);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().reason())
        .isEqualTo("The target did not come back: 2 of 6 collections did not load");
  }
}
