package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.WitnessStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  @Test
  void shows_every_step_with_planned_work_and_wait_time() {
    List<String> lines = shown(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN);

    assertThat(lines).anyMatch(line -> line.matches(".*✓\\s+2\\s+snapshot\\s+5 min\\s+1\\.3 s.*"));
    assertThat(lines).anyMatch(line -> line.matches(".*▶\\s+3\\s+migration \\(now\\)\\s+55 min.*"));
    assertThat(lines).anyMatch(line -> line.matches(".*·\\s+4\\s+validation\\s+10 min\\s+–\\s+–"));
  }

  @Test
  void shows_a_bar_with_rate_and_time_left_under_the_running_step() {
    assertThat(shown(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN))
        .anyMatch(line -> line.endsWith("50 %  4,916 of 9,832 records  1,234 records/s  4 s left"));
  }

  @Test
  void says_the_result_of_every_criterion_in_words_too() {
    String text = text(SampleRun.at(Step.GO_NO_GO, RunState.WAITING), Paint.PLAIN);

    assertThat(text)
        .containsPattern("✓ +pass +pass-rate +9,832 +\\(required: 9,340\\)")
        .containsPattern("✗ +FAIL +counts-match")
        .containsPattern("… +pending +dba-signs-off")
        .containsPattern("✓ +quiet +lost-records");
  }

  @Test
  void says_beside_an_answer_what_a_witness_found() {
    WitnessStatement witness =
        new WitnessStatement(
            WitnessStatement.Verdict.DIFFERENT,
            "0a".repeat(32),
            "3f".repeat(32),
            9_830,
            17,
            0,
            1,
            1,
            0,
            12);
    AnswerLine answer =
        new AnswerLine(
            Role.DBA, "bo", AnswerLine.Decision.REJECT, Instant.EPOCH, null, false, witness);

    assertThat(StatusText.answer(answer))
        .isEqualTo(
            "bo as dba REJECTED, witness says DIFFERENT: 9,830 equal (17 only by tolerance), 0"
                + " quarantined, 1 different, 1 missing, 0 added, 12 values not judged; SHA-256"
                + " 0a0a0a0a0a0a");
  }

  @Test
  void says_for_whom_a_gate_waits_and_who_answered() {
    assertThat(text(SampleRun.at(Step.GO_NO_GO, RunState.WAITING), Paint.PLAIN))
        .contains(
            "go-no-go: bo as dba approved (looks good), waits for operations-lead; open until"
                + " 13:00:00; evidence 3f2a9c0d1b7e");
  }

  @Test
  void says_how_much_of_the_freeze_budget_is_used_and_until_when_go_is_safe() {
    assertThat(text(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN))
        .contains(
            "writes refused for 3 min of 2 h, proven at the front door; last safe time for GO"
                + " 13:42:00");
  }

  @Test
  void shows_the_records_as_the_sum_that_always_holds() {
    assertThat(text(SampleRun.at(Step.REVIEW, RunState.RUNNING), Paint.PLAIN))
        .contains("9,832 = 9,830 equal + 1 quarantined + 1 different + 0 missing");
  }

  @Test
  void counts_all_collections_and_not_those_it_has_lines_of() {
    assertThat(text(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN))
        .contains("Copied     4 of 6 collections");
  }

  @Test
  void names_the_choices_in_a_hold_and_the_next_command_always() {
    assertThat(text(SampleRun.at(Step.REVIEW, RunState.HOLD), Paint.PLAIN))
        .contains("./runbook decide kb-to-1x retry --by NAME")
        .contains("Next       ./runbook approve kb-to-1x");
  }

  @Test
  void has_no_escape_codes_without_colour_and_the_same_words_with_it() {
    MigrationStatus status = SampleRun.at(Step.GO_NO_GO, RunState.WAITING);

    assertThat(text(status, Paint.PLAIN)).doesNotContain("\u001b");
    assertThat(text(status, Paint.COLOURED)).contains("\u001b[");
    assertThat(text(status, Paint.COLOURED).replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(text(status, Paint.PLAIN));
  }

  private static String text(MigrationStatus status, Paint paint) {
    return String.join("\n", shown(status, paint));
  }

  private static List<String> shown(MigrationStatus status, Paint paint) {
    return StatusText.of(
        status, new StatusContext(paint, new Times(ZoneOffset.UTC), SampleRun.NOON, ""));
  }
}
