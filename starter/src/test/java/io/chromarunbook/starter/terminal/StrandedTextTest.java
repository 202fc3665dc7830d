package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.offline.StrandedRun.How;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandedTextTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:23:30Z");
  private static final Times TIMES = new Times(ZoneOffset.UTC);
  private static final Path SCRIPT = Path.of("/home/of runs/kb/BREAK-GLASS.sh");
  private static final NotUndone FROZEN =
      new NotUndone(NOW.minusSeconds(600), true, null, false, true, SCRIPT);
  private static final NotUndone NOTHING = new NotUndone(null, false, null, false, true, SCRIPT);

  @Test
  void a_terminated_run_whose_source_is_frozen_names_its_way_out() {
    StrandedRun run = run(How.TERMINATED, FROZEN, null);

    assertThat(StrandedText.sentence(run, TIMES, NOW))
        .hasLineCount(1)
        .isEqualTo(
            "The migration kb was terminated in Temporal at 21:23:00 (a mistake, by ann) and takes"
                + " no more messages; its source refuses writes since 21:13:30; undo it with sh"
                + " '/home/of runs/kb/BREAK-GLASS.sh'");
    assertThat(StrandedText.lines(run, Paint.PLAIN, TIMES, NOW, 100))
        .contains(
            "kb  TERMINATED",
            "  Temporal last noted WAITING at step 6.",
            "Left       its source refuses writes since 21:13:30",
            "Way out    sh '/home/of runs/kb/BREAK-GLASS.sh'",
            "Then       ./runbook start 'my plan.yaml' --id kb-2 --replaces kb --by 'di o'");
    assertThat(StrandedText.next(run)).isEqualTo("sh '/home/of runs/kb/BREAK-GLASS.sh'");
  }

  @Test
  void one_that_left_nothing_is_started_again() {
    StrandedRun run = run(How.TIMED_OUT, NOTHING, null);

    assertThat(StrandedText.sentence(run, TIMES, NOW))
        .contains("ended by Temporal at 21:23:00, its time being over")
        .contains("nothing is left frozen or switched")
        .endsWith(
            "start again with ./runbook start 'my plan.yaml' --id kb-2 --replaces kb --by 'di o'");
    assertThat(StrandedText.lines(run, Paint.PLAIN, TIMES, NOW, 100))
        .noneMatch(line -> line.contains("BREAK-GLASS"));
  }

  @Test
  void one_that_made_nothing_at_the_target_yet_is_started_again_in_place_of_the_same_one() {
    NotUndone begun = new NotUndone(null, false, null, false, false, SCRIPT);

    assertThat(StrandedText.next(run(How.TERMINATED, begun, null)))
        .isEqualTo("./runbook start 'my plan.yaml' --id kb-2 --replaces kb-0 --by 'di o'");
  }

  @Test
  void what_was_only_begun_is_not_told_as_done() {
    Instant begun = NOW.minusSeconds(600);
    NotUndone unsure = new NotUndone(begun, false, begun, false, true, SCRIPT);

    assertThat(StrandedText.sentence(run(How.FAILED, unsure, null), TIMES, NOW))
        .contains("its source may refuse writes", "applications may use the target")
        .contains("its end is not written down");
  }

  @Test
  void one_that_had_ended_before_temporal_forgot_it_is_told_by_its_end() {
    RecordedEnd end = new RecordedEnd(RunState.ROLLED_BACK, NOW.minusSeconds(99), "NO-GO", "late");
    StrandedRun run = run(How.FORGOTTEN, NOTHING, end);

    assertThat(StrandedText.lines(run, Paint.PLAIN, TIMES, NOW, 100))
        .contains(
            "kb  ROLLED_BACK",
            "  Before that it had come to its end: ROLLED_BACK, decision NO-GO at 21:21:51, late")
        .noneMatch(line -> line.contains("Nobody works on it"));
  }

  @Test
  void one_that_was_cut_over_before_is_brought_back_by_its_script_only_where_somebody_wants_it() {
    Instant then = NOW.minusSeconds(99);
    RecordedEnd end = new RecordedEnd(RunState.COMPLETED, then, "GO", "");
    StrandedRun run = run(How.TERMINATED, new NotUndone(then, true, then, true, true, SCRIPT), end);

    assertThat(StrandedText.lines(run, Paint.PLAIN, TIMES, NOW, 100))
        .contains("kb  COMPLETED", "Way back   sh '/home/of runs/kb/BREAK-GLASS.sh'")
        .last()
        .isEqualTo("Then       ./runbook report kb");
  }

  @Test
  void what_temporal_has_on_record_steers_no_terminal() {
    StrandedRun hostile =
        new StrandedRun(
            "kb",
            How.TERMINATED,
            NOW,
            "\u001b[2Jgone\nsecond",
            "",
            "",
            null,
            NotUndone.UNKNOWN,
            null,
            "PLAN",
            "kb-2",
            "",
            "",
            List.of());

    assertThat(StrandedText.sentence(hostile, TIMES, NOW))
        .hasLineCount(1)
        .doesNotContain("\u001b")
        .contains("its files are in another home");
  }

  private static StrandedRun run(How how, NotUndone left, RecordedEnd end) {
    return new StrandedRun(
        "kb",
        how,
        how == How.FORGOTTEN ? null : NOW.minusSeconds(30),
        how == How.TERMINATED ? "a mistake, by ann" : "",
        "WAITING",
        "6",
        end,
        left,
        Path.of("/home/of runs/kb"),
        "my plan.yaml",
        "kb-2",
        "kb-0",
        "di o",
        List.of());
  }
}
