package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import org.junit.jupiter.api.Test;

class RestartNoteTest {

  @Test
  void a_restart_hits_everything_on_that_server() {
    assertThat(RestartNote.of(plan(", restart: {run: [./restart.sh]}")))
        .contains("http://new:8000", "for everybody", "every tenant, database and collection");
  }

  @Test
  void without_a_restart_it_is_said_what_is_not_proven() {
    assertThat(RestartNote.of(plan(""))).contains("target.restart is not in the plan");
  }

  private static Plan plan(String restart) {
    return PlanReader.read(
        """
        migration: kb
        source: {url: "http://old:8000"}
        target: {url: "http://new:8000"%s}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        """
            .formatted(restart));
  }
}
