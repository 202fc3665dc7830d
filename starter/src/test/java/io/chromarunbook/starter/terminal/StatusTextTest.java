package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.status.WitnessStatement;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTextTest {

  @Test
  void says_the_state_first_then_what_it_waits_for_then_what_to_type() {
    assertThat(shown(SampleRun.at(Step.GO_NO_GO, RunState.WAITING), Paint.PLAIN, 80).subList(0, 6))
        .containsExactly(
            "kb-to-1x  WAITING at step 6 GO/NO-GO  12:00:00 +00:00",
            "Waits for  gate go-no-go until 13:00:00 (in 1 h); silence then is a no",
            "           operations-lead (ann)",
            "Next       ./runbook evidence kb-to-1x",
            "           ./runbook approve kb-to-1x --gate go-no-go --role operations-lead \\",
            "             --by ann --evidence 3f2a9c0d1b7e");
  }

  @Test
  void folds_finished_steps_and_shows_planned_and_actual_time_of_the_one_under_way() {
    assertThat(text(SampleRun.at(Step.SNAPSHOT, RunState.RUNNING), Paint.PLAIN))
        .contains("Now        2 snapshot: 1.3 s of work; planned 5 min")
        .contains("Done       1.1 to 1: 11 s of work; planned 1 h 35 min");
  }

  @Test
  void shows_a_bar_with_rate_and_time_left_of_what_moves() {
    assertThat(text(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN))
        .contains(" 50 %  4,916 of 9,832 records  1,234/s  4 s left");
  }

  @Test
  void shows_neither_rate_nor_time_left_of_what_does_not_move() {
    String text =
        String.join(
            "\n",
            StatusText.of(
                SampleRun.at(Step.MIGRATION, RunState.RUNNING),
                context(Paint.PLAIN, 100, SampleRun.NOON.plusSeconds(40))));

    assertThat(text)
        .contains("4,916 of 9,832 records  nothing moved since 11:59:59")
        .doesNotContain(" left")
        .contains("proven since 11:57:10, seen 1 min ago; 3 min 40 s of 2 h used");
  }

  @Test
  void says_an_outage_before_everything_else() {
    assertThat(shown(SampleRun.at(Step.MONITORING, RunState.MONITORING), Paint.PLAIN, 200).get(1))
        .isEqualTo(
            "! Outage   target http://new:8000 has not answered since 11:58:58 (connection"
                + " refused); the run ends at 12:08:58 unless that changes");
  }

  @Test
  void says_no_end_of_patience_that_has_passed() {
    Outage outage =
        new Outage(
            Outage.Kind.DISK,
            "disk of /srv",
            SampleRun.NOON.minusSeconds(700),
            "no space is left",
            SampleRun.NOON.minusSeconds(100));

    assertThat(OutageText.of(outage, new Times(ZoneOffset.UTC), SampleRun.NOON))
        .isEqualTo("disk of /srv has taken nothing since 11:48:20 (no space is left)");
  }

  @Test
  void names_the_criteria_that_do_not_hold_and_counts_the_others() {
    assertThat(text(SampleRun.at(Step.GO_NO_GO, RunState.WAITING), Paint.PLAIN))
        .contains("Criteria   1 of 3 hold")
        .contains("  ✗        counts-match: 9,831 (required: 9,832)")
        .doesNotContain("pass-rate");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120, 200})
  void breaks_no_word_and_stays_within_the_screen(int columns) {
    for (RunState state : List.of(RunState.WAITING, RunState.HOLD, RunState.MONITORING)) {
      List<String> lines = shown(SampleRun.at(Step.MIGRATION, state), Paint.PLAIN, columns);

      assertThat(lines).allMatch(line -> line.length() <= columns);
      assertThat(String.join(" ", lines).replaceAll("\\\\? +", " "))
          .contains("./runbook", "/home/runs/kb-to-1x/BREAK-GLASS.sh");
    }
  }

  @Test
  void says_at_an_open_gate_that_it_is_paused_and_who_may_resume_it() throws Exception {
    ObjectNode paused = Json.MAPPER.valueToTree(SampleRun.at(Step.GO_NO_GO, RunState.WAITING));
    paused.set(
        "nextActions",
        Json.MAPPER.valueToTree(
            List.of(
                new NextAction(
                    NextAction.Verb.RESUME,
                    "kb-to-1x",
                    List.of(Role.DBA, Role.OPERATIONS_LEAD),
                    List.of("bo", "ann"),
                    Map.of()))));

    assertThat(text(Json.MAPPER.treeToValue(paused, MigrationStatus.class), Paint.PLAIN))
        .contains("Waits for  dba or operations-lead (bo or ann) to resume it: it is paused")
        .contains("\n           operations-lead\n")
        .contains("Next       ./runbook resume kb-to-1x --by bo");
  }

  @Test
  void folds_who_answered_a_gate_that_is_over_where_the_screen_is_low() {
    MigrationStatus status = SampleRun.at(Step.CUTOVER, RunState.CUTTING_OVER);

    assertThat(StatusText.of(status, context(Paint.PLAIN, 80, SampleRun.NOON).within(24)))
        .contains("Answers    go-no-go: bo approved; not signed");
    assertThat(StatusText.of(status, context(Paint.PLAIN, 80, SampleRun.NOON)))
        .contains("Answer     go-no-go: bo as dba approved (looks good), not signed");
  }

  @Test
  void says_after_the_window_until_when_it_is_looked_on_and_what_was_seen_last() throws Exception {
    ObjectNode completed =
        Json.MAPPER.valueToTree(SampleRun.at(Step.POST_MIGRATION, RunState.COMPLETED));
    completed.set(
        "window",
        Json.MAPPER.valueToTree(
            new WindowLine(
                SampleRun.NOON.minusSeconds(600),
                61,
                SampleRun.NOON,
                "All is there.",
                null,
                null,
                SampleRun.NOON.plusSeconds(3_600),
                null)));

    assertThat(text(Json.MAPPER.treeToValue(completed, MigrationStatus.class), Paint.PLAIN))
        .contains("Support    until 13:00:00 (in 1 h); probe 61 at 12:00:00: All is there\n")
        .doesNotContain("Window ");
  }

  @Test
  void says_no_last_go_while_it_goes_back() {
    assertThat(text(SampleRun.at(Step.ROLLBACK, RunState.ROLLING_BACK), Paint.PLAIN))
        .contains("Freeze     proven since 11:57:10")
        .doesNotContain("last safe GO");
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

    assertThat(FactsBlock.answer(answer))
        .isEqualTo(
            "bo as dba REJECTED, not signed, witness says DIFFERENT: 9,830 equal (17 only by tolerance), 0"
                + " quarantined, 1 different, 1 missing, 0 added, 12 values not judged; SHA-256"
                + " 0a0a0a0a0a0a");
  }

  @Test
  void says_who_answered_and_that_nothing_is_signed() {
    assertThat(text(SampleRun.at(Step.GO_NO_GO, RunState.WAITING), Paint.PLAIN))
        .contains("go-no-go: bo as dba approved (looks good), not signed");
  }

  @Test
  void says_how_much_of_the_freeze_budget_is_used_and_until_when_go_is_safe() {
    assertThat(text(SampleRun.at(Step.MIGRATION, RunState.RUNNING), Paint.PLAIN))
        .contains(
            "proven since 11:57:10, seen 20 s ago; 3 min of 2 h used; last safe GO 13:42:00 (in 1 h 42 min)");
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
  void says_in_a_hold_what_would_help_on_what_and_until_when() {
    assertThat(text(SampleRun.at(Step.REVIEW, RunState.HOLD), Paint.PLAIN))
        .contains(
            "Waits for  a decision of dba (bo) until 12:30:00 (in 30 min); silence then is NO-GO")
        .contains("  repair   writes again exactly what differs (12 records): reference")
        .contains("Next       ./runbook decide kb-to-1x repair --by bo");
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
    return String.join("\n", shown(status, paint, 200));
  }

  private static List<String> shown(MigrationStatus status, Paint paint, int columns) {
    return StatusText.of(status, context(paint, columns, SampleRun.NOON));
  }

  private static StatusContext context(Paint paint, int columns, Instant now) {
    return StatusContext.of(paint, new Times(ZoneOffset.UTC), now, columns);
  }
}
