package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.OutageNews;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What work waits for that does not move is in status, in Temporal's details and in a notice. */
@Tag("runs")
@Timeout(60)
class OutagesTest {

  private static final Outage TARGET =
      new Outage(
          Outage.Kind.SILENT_SERVER,
          "target http://target:8000",
          Instant.parse("2026-12-01T21:23:16Z"),
          "connection refused",
          Instant.parse("2026-12-01T21:33:16Z"));

  private final RunbookTestBed bed = new RunbookTestBed();

  @BeforeEach
  void start() {
    bed.start("");
    bed.untilOpen(GateId.PRE_MIGRATION);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void tell(String activity, Outage outage) {
    bed.running().outage(new OutageNews(activity, outage));
  }

  private long noticed(String what) {
    return bed.world.notices.stream()
        .map(Notice::subject)
        .filter(subject -> subject.contains(what))
        .count();
  }

  @Test
  void an_outage_is_shown_with_its_beginning_its_error_and_the_end_of_patience() {
    tell("import/1", TARGET);
    MigrationStatus status = bed.until(seen -> !seen.outages().isEmpty());

    assertThat(status.outages()).containsExactly(TARGET);
    assertThat(details())
        .contains(
            "target http://target:8000 has not answered since 2026-12-01 21:23:16 UTC (connection"
                + " refused); the run ends at 2026-12-01 21:33:16 UTC unless that changes.");
    bed.until(seen -> noticed("outage: target http://target:8000") == 1);
  }

  private String details() {
    return WorkflowStub.fromTyped(bed.running())
        .query("__temporal_workflow_metadata", io.temporal.api.sdk.v1.WorkflowMetadata.class)
        .getCurrentDetails();
  }

  @Test
  void one_outage_that_several_activities_meet_is_told_once_and_is_over_with_the_last() {
    tell("import/1", TARGET);
    tell("import/2", TARGET);
    bed.until(seen -> seen.outages().size() == 1 && noticed("outage: ") == 1);
    tell("import/1", null);
    assertThat(bed.status().outages()).hasSize(1);
    tell("import/2", null);
    bed.until(seen -> seen.outages().isEmpty());
    bed.until(seen -> noticed("outage over: target") == 1);

    assertThat(noticed("outage: ")).isEqualTo(1);
  }

  @Test
  void an_end_of_what_nobody_knew_changes_nothing() {
    tell("import/9", null);

    assertThat(bed.status().outages()).isEmpty();
    assertThat(noticed("outage")).isZero();
  }

  @Test
  void in_the_window_no_silence_is_said_to_end_the_run() {
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.MONITORING);

    tell("compare", TARGET);
    MigrationStatus status = bed.until(seen -> !seen.outages().isEmpty());

    assertThat(status.outages().get(0).patienceEnds()).isNull();
    assertThat(details()).contains("has not answered since").doesNotContain("the run ends at");
  }
}
