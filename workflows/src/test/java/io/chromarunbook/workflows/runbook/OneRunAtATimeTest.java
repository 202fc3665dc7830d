package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One run at a time on a source, and on a target. */
@Tag("runs")
@Timeout(60)
class OneRunAtATimeTest {

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static LockedPlace place(String url) {
    return LockedPlace.of(ServerPlan.at(url, null, null));
  }

  @Test
  void a_second_run_ends_before_anything_is_touched_and_names_the_first() {
    bed.world.locked =
        Optional.of(
            new LockHolder(
                place("http://source:8000"),
                "source",
                "kb-first",
                "run",
                "home",
                Instant.parse("2026-12-01T21:00:00Z")));
    bed.start("");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.STOPPED);
    assertThat(outcome.reason())
        .startsWith(
            "http://source:8000 (tenant default_tenant, database default_database) is held by the"
                + " migration kb-first as its source since 2026-12-01T21:00:00Z, and")
        .contains(
            "./runbook status kb-first", "./runbook take-over kb-first --by NAME --reason WHY");
    assertThat(bed.reported().step()).isEqualTo(Step.CAPACITY);
    assertThat(bed.world.done).doesNotContain("capacity", "dry-run", "freeze");
  }

  @Test
  void the_target_is_held_until_the_window_ends_and_the_source_until_the_run_is_closed() {
    bed.agreeing().start("timeline: {monitoring: PT2M}\n");
    bed.until(RunState.MONITORING);
    assertThat(bed.world.done).doesNotContain("release target", "release source");
    bed.until(RunState.COMPLETED);
    assertThat(bed.world.done).contains("release target").doesNotContain("release source");
    bed.running().answerClose(bed.order("ann"));
    bed.outcome();

    assertThat(bed.world.done).contains("release source");
  }

  @Test
  void a_run_that_is_rolled_back_gives_both_up_when_the_source_serves_again() {
    bed.start("");
    bed.approveAll(GateId.PRE_MIGRATION);
    bed.untilOpen(GateId.GO_NO_GO);
    bed.running().answerAbort(bed.order("ann"));
    bed.outcome();

    assertThat(bed.world.done)
        .containsSubsequence("thaw", "prove thawed", "release target", "release source");
  }

  @Test
  void a_dry_run_takes_none() {
    DryRunWorkflow dryRun = bed.dryRun(PlanReader.read(RunbookTestBed.PLAN));
    io.temporal.client.WorkflowStub.fromTyped(dryRun).getResult(MigrationOutcome.class);

    assertThat(bed.world.done).contains("capacity").doesNotContain("take locks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://LOCALHOST:8000",
        "http://127.0.0.1:8000/",
        "http://localhost.:8000",
        "http://0.0.0.0:8000"
      })
  void one_place_is_one_place_however_it_is_written(String url) {
    assertThat(place(url)).isEqualTo(place("http://localhost:8000"));
    assertThat(place(url).workflowId()).isEqualTo(place("http://localhost:8000").workflowId());
  }

  @ParameterizedTest
  @CsvSource({
    "http://one:8000, http://two:8000",
    "http://one, https://one",
    "http://one:8000/a, http://one:8000/b"
  })
  void other_places_are_other_locks(String one, String other) {
    assertThat(place(one).workflowId()).isNotEqualTo(place(other).workflowId());
  }

  @Test
  void a_usual_port_need_not_be_written() {
    assertThat(place("http://one")).isEqualTo(place("http://one:80"));
    assertThat(place("https://one")).isEqualTo(place("https://one:443"));
  }
}
