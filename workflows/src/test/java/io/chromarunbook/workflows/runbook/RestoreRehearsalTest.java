package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The restore is rehearsed in Step 2, while nothing has been changed. */
@Tag("runs")
@Timeout(60)
class RestoreRehearsalTest {

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void what_the_rehearsal_showed_stands_in_the_timeline_and_in_the_evidence() {
    bed.start("");
    bed.approveAll(GateId.PRE_MIGRATION);
    MigrationStatus status = bed.untilOpen(GateId.GO_NO_GO);

    assertThat(RunbookTestBed.line(status, Step.SNAPSHOT).note())
        .endsWith("1,000 of them restored and equal, all would take about 20 s");
    EvidenceView evidence = bed.running().evidence();
    assertThat(evidence.facts()).containsEntry("of these restored in a rehearsal", "1,000");
    assertThat(evidence.timings()).containsEntry("recovery from the snapshot, scaled", "20 s");
  }

  @Test
  void a_plan_that_wants_no_rehearsal_gets_none() {
    bed.start("snapshot: {rehearsal: none}\n");
    bed.approveAll(GateId.PRE_MIGRATION);
    MigrationStatus status = bed.untilOpen(GateId.GO_NO_GO);

    assertThat(bed.world.done).doesNotContain("rehearse restore", "sum up rehearsal");
    assertThat(RunbookTestBed.line(status, Step.SNAPSHOT).note()).endsWith("read again");
    assertThat(bed.running().evidence().facts())
        .doesNotContainKey("of these restored in a rehearsal");
    assertThat(bed.running().evidence().timings())
        .containsOnlyKeys(
            "source compared with the snapshot",
            "target compared with the snapshot",
            "way back, rehearsed");
  }

  @Test
  void a_snapshot_that_cannot_be_restored_ends_the_run_before_anything_is_written() {
    bed.world.fail("rehearse restore", FailureKind.CORRUPT_DATA);
    bed.agreeing().start("");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.reason()).contains("rehearse restore failed in this test");
    assertThat(bed.world.done)
        .containsSubsequence("thaw", "remove scratch")
        .doesNotContain("create articles", "import articles 0", "switch");
    assertThat(bed.reported().events())
        .extracting(Event::text)
        .contains("Scratch collections removed at the target: 1");
  }

  @Test
  void what_a_rehearsal_left_at_the_target_is_named_where_it_cannot_be_removed() {
    bed.world.fail("rehearse restore", FailureKind.CORRUPT_DATA);
    bed.world.fail("remove scratch", FailureKind.REFUSED);
    bed.agreeing().start("");

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.reported().events())
        .extracting(Event::text)
        .contains(
            "Scratch collections at the target (named runbook-rehearsal-…) could not be removed:"
                + " remove scratch failed in this test");
  }
}
