package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NarratorTest {

  private final StringWriter said = new StringWriter();
  private final Narrator narrator =
      new Narrator(
          Terminal.toProgram(said, said),
          new Times(ZoneOffset.UTC),
          InstantSource.fixed(SampleRun.NOON));

  @Test
  void says_what_is_new_and_says_it_once() {
    narrator.tell(SampleRun.at(Step.SNAPSHOT, RunState.RUNNING));
    narrator.tell(SampleRun.at(Step.SNAPSHOT, RunState.RUNNING));
    narrator.tell(SampleRun.at(Step.MIGRATION, RunState.RUNNING));

    assertThat(said.toString())
        .containsOnlyOnce("▶ Step 2 snapshot  planned 5 min")
        .containsOnlyOnce("✓ Step 2 snapshot  1.3 s of work, 5 min planned  as it should be")
        .containsOnlyOnce("▶ Step 3 migration")
        .containsOnlyOnce("bo as dba approved (looks good), not signed, gate go-no-go")
        .containsOnlyOnce("Freeze: proven since 11:57:10");
  }

  @Test
  void shows_the_criteria_when_the_review_is_done() {
    narrator.tell(SampleRun.at(Step.GO_NO_GO, RunState.WAITING));

    assertThat(said.toString()).containsPattern("FAIL +counts-match").contains("Gate go-no-go");
  }

  @Test
  void does_not_say_that_a_step_failed_in_which_a_NO_GO_ended_the_run()
      throws JsonProcessingException {
    ObjectNode stopped = Json.MAPPER.valueToTree(SampleRun.at(Step.REVIEW, RunState.STOPPED));
    for (JsonNode step : stopped.path("steps")) {
      if (step.path("id").asText().equals(Step.REVIEW.id())) {
        ((ObjectNode) step).put("state", "stopped").put("note", "NO-GO: lost-records");
      }
    }

    narrator.tell(Json.MAPPER.treeToValue(stopped, MigrationStatus.class));

    assertThat(said.toString())
        .contains("✗ Step 5 review ended the run", "NO-GO: lost-records")
        .doesNotContainIgnoringCase("failed");
  }

  @Test
  void says_a_few_lines_of_progress_where_no_line_can_be_replaced() {
    narrator.tell(SampleRun.at(Step.MIGRATION, RunState.RUNNING));
    narrator.tell(SampleRun.at(Step.MIGRATION, RunState.RUNNING));

    assertThat(said.toString()).containsOnlyOnce("4,916 of 9,832 records").doesNotContain("\r");
  }
}
