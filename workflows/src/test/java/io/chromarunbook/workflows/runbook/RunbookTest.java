package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Finding;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("runs")
@Timeout(60)
class RunbookTest {

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void follows_the_runbook_from_the_checklist_to_the_report() {
    bed.start("");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.COMPLETED);
    bed.running().close(bed.order("ann"));
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.COMPLETED);
    assertThat(outcome.decision()).isEqualTo("GO");
    assertThat(bed.world.deeds())
        .containsExactly(
            "open",
            "health",
            "inventory",
            "capacity",
            "dry-run",
            "dry-run conclusion",
            "evidence pre-migration",
            "health",
            "capacity",
            "break-glass",
            "freeze",
            "prove frozen",
            "frozen inventory",
            "export",
            "seal",
            "verify snapshot",
            "rehearse restore",
            "sum up rehearsal",
            "create articles",
            "import articles 0",
            "import articles 1",
            "import articles 2",
            "create faq",
            "import faq 0",
            "import faq 1",
            "compare target and search",
            "conclude validation",
            "rehearse way back",
            "evidence go-no-go",
            "prove frozen",
            "compare source",
            "compare target again",
            "conclude validation",
            "switch",
            "restart",
            "verify",
            "prove target",
            "release",
            "baseline",
            "report",
            "report");
    assertThat(bed.world.done).filteredOn("probe"::equals).hasSize(60);
  }

  @Test
  void waits_a_day_for_the_window_and_watches_for_sixty_minutes() {
    String start = bed.now().plus(Duration.ofHours(24)).toString();
    bed.start("timeline: {start: \"" + start + "\"}\n");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.environment.sleep(Duration.ofHours(23));
    assertThat(bed.world.done).doesNotContain("freeze");
    bed.environment.sleep(Duration.ofHours(1));
    bed.approveAll(GateId.GO_NO_GO);
    bed.until(RunState.MONITORING);
    bed.environment.sleep(Duration.ofMinutes(59));
    assertThat(bed.status().state()).isEqualTo(RunState.MONITORING);
    bed.environment.sleep(Duration.ofMinutes(2));
    assertThat(bed.status().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void every_step_shows_its_planned_and_its_work_and_wait_time() {
    String start = bed.now().plus(Duration.ofHours(24)).toString();
    bed.agreeing().start("timeline: {start: \"" + start + "\"}\n");
    bed.until(seen -> seen.step() == Step.WAIT);
    bed.environment.sleep(Duration.ofHours(24));
    MigrationStatus status = bed.until(RunState.COMPLETED);

    assertThat(status.steps().stream().mapToDouble(StepLine::plannedSeconds).toArray())
        .containsExactly(
            300, 600, 300, 2700, 600, 300, 600, 0, 300, 300, 3300, 600, 300, 600, 360, 900, 3600,
            0);
    assertThat(status.steps())
        .filteredOn(line -> line.id() != Step.ROLLBACK)
        .allMatch(line -> line.state() == StepLine.State.DONE)
        .allMatch(line -> !line.note().isEmpty())
        .allMatch(line -> line.workSeconds() < 60);
    assertThat(RunbookTestBed.line(status, Step.ROLLBACK).state())
        .isEqualTo(StepLine.State.SKIPPED);
    assertThat(RunbookTestBed.line(status, Step.WAIT).waitSeconds())
        .isBetween(24 * 3600.0 - 120, 24 * 3600.0);
    assertThat(RunbookTestBed.line(status, Step.MONITORING).waitSeconds())
        .isBetween(3540.0, 3601.0);
    assertThat(status.freeze().proven()).isTrue();
    assertThat(status.criteria()).hasSize(9).allMatch(line -> Boolean.TRUE.equals(line.pass()));
    assertThat(status.decision()).isEqualTo("GO");
  }

  @Test
  void shows_itself_in_search_attributes_and_in_the_interface_of_temporal() {
    bed.start("timeline: {monitoring: PT2M}\n");
    bed.untilOpen(GateId.PRE_MIGRATION);
    WorkflowStub stub = WorkflowStub.fromTyped(bed.running());
    SearchAttributes shown = stub.describe().getTypedSearchAttributes();

    assertThat(shown.get(StatusBoard.STATE)).isEqualTo("WAITING");
    assertThat(shown.get(StatusBoard.STEP)).isEqualTo("1.7");
    assertThat(shown.get(StatusBoard.PERCENT)).isNotNull();
    assertThat(shown.get(StatusBoard.AWAITING))
        .containsExactly("operations-lead", "dba", "security");
    assertThat(shown.get(StatusBoard.TARGET)).isEqualTo("http://target:8000");
    WorkflowMetadata metadata = stub.query("__temporal_workflow_metadata", WorkflowMetadata.class);
    assertThat(metadata.getCurrentDetails())
        .startsWith("**WAITING** at step 1.7 approvals")
        .contains("- waits for: **operations-lead, dba, security**\n")
        .contains("`./runbook approve kb-to-1x --gate pre-migration --role operations-lead");
  }

  @Test
  void replays_every_task_from_the_start_to_the_same_end() {
    try (RunbookTestBed replaying = new RunbookTestBed(0)) {
      replaying.start("timeline: {monitoring: PT3M}\n");
      replaying.approveAll(GateId.PRE_MIGRATION);
      replaying.approveAll(GateId.GO_NO_GO);
      replaying.until(RunState.COMPLETED);
      replaying.running().answerClose(replaying.order("ann"));
      assertThat(replaying.outcome().state()).isEqualTo(RunState.COMPLETED);
    }
  }

  @Test
  void replays_a_hold_a_pause_and_a_rollback_from_the_start_to_the_same_end() {
    try (RunbookTestBed replaying = new RunbookTestBed(0)) {
      replaying.world.fail("import faq 1", FailureKind.REFUSED);
      replaying.world.at(
          "import articles 1",
          1,
          () -> FakeWorld.onFirstTry(() -> replaying.running().pause(replaying.order("bo"))));
      replaying.agreeing().start("timeline: {monitoring: PT3M}\n");
      replaying.until(RunState.PAUSED);
      replaying.running().answerResume(replaying.order("bo"));
      replaying.until(RunState.HOLD);
      replaying.world.on.clear();
      replaying.world.at(
          "probe",
          1,
          () -> FakeWorld.endingTheRun(() -> replaying.running().rollback(replaying.order("ann"))));
      replaying.running().answerDecide(replaying.decision(Choice.RETRY, "bo"));
      assertThat(replaying.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    }
  }

  @Test
  void a_dry_run_looks_at_everything_asks_nobody_and_changes_nothing() {
    DryRunWorkflow dryRun = bed.dryRun(PlanReader.read(RunbookTestBed.PLAN));
    MigrationOutcome outcome = WorkflowStub.fromTyped(dryRun).getResult(MigrationOutcome.class);

    assertThat(outcome)
        .isEqualTo(
            new MigrationOutcome(
                RunState.COMPLETED, null, "nothing speaks against the migration", "report.md"));
    assertThat(bed.world.deeds())
        .containsExactly(
            "open", "health", "inventory", "capacity", "dry-run", "dry-run conclusion", "report");
    assertThat(dryRun.evidence().facts()).containsEntry("records", "9,832");
  }

  @Test
  void a_dry_run_that_finds_something_blocking_says_so_in_its_report() {
    bed.world.dryRunFindings =
        List.of(new Finding("x", Finding.Weight.BLOCKING, "Too many records cannot migrate."));
    DryRunWorkflow dryRun = bed.dryRun(PlanReader.read(RunbookTestBed.PLAN));
    MigrationOutcome outcome = WorkflowStub.fromTyped(dryRun).getResult(MigrationOutcome.class);

    assertThat(outcome.state()).isEqualTo(RunState.STOPPED);
    assertThat(outcome.reason()).isEqualTo("Too many records cannot migrate.");
    assertThat(bed.world.done).endsWith("report");
  }
}
