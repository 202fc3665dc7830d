package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

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
  void says_a_few_lines_of_progress_where_no_line_can_be_replaced() {
    narrator.tell(SampleRun.at(Step.MIGRATION, RunState.RUNNING));
    narrator.tell(SampleRun.at(Step.MIGRATION, RunState.RUNNING));

    assertThat(said.toString()).containsOnlyOnce("4,916 of 9,832 records").doesNotContain("\r");
  }
}
