package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.RunState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    assertThat(bed.world.done)
        .filteredOn(call -> !call.equals("tell") && !call.equals("probe"))
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
            "create articles",
            "import articles 0",
            "import articles 1",
            "import articles 2",
            "create faq",
            "import faq 0",
            "import faq 1",
            "compare target",
            "search",
            "compare source",
            "conclude validation",
            "evidence go-no-go",
            "prove frozen",
            "compare source",
            "switch",
            "restart",
            "verify",
            "prove target",
            "release",
            "baseline",
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
}
