package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTextTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:23:30Z");
  private static final Times TIMES = new Times(ZoneOffset.UTC);

  @Test
  void what_fails_for_longer_than_ten_seconds_is_told_with_all_that_temporal_knows() {
    PendingWork work =
        new PendingWork(
            "kb/copy",
            "ImportImportPart",
            "import docs, part 3",
            7,
            "SCHEDULED",
            NOW.minusSeconds(70),
            "The target http://b:8000 does not answer (connection refused).",
            NOW.plusSeconds(10),
            NOW.minusSeconds(9),
            new HeartbeatDetails(5, 10, 5, NOW.minusSeconds(70), List.of(), null));

    assertThat(PendingText.lines(List.of(work), TIMES, NOW))
        .containsExactly(
            "Import (import docs, part 3): attempt 7 since 21:22:20, last failure: The target"
                + " http://b:8000 does not answer (connection refused); next try 21:23:40; last"
                + " moved 21:22:20");
  }

  @Test
  void what_is_tried_for_the_first_time_or_failed_just_now_is_not_told() {
    assertThat(PendingText.lines(List.of(work(1, "", 3_600)), TIMES, NOW)).isEmpty();
    assertThat(PendingText.lines(List.of(work(2, "No.", 9)), TIMES, NOW)).isEmpty();
    assertThat(PendingText.lines(List.of(work(2, "No.", 10)), TIMES, NOW)).hasSize(1);
  }

  @Test
  void a_failure_stays_one_line_that_steers_no_terminal() {
    String line = PendingText.line(work(3, "first\u001b[2J\u202e\nsecond", 60), TIMES, NOW);

    assertThat(line).hasLineCount(1).contains("first\\u001b[2J\\u202e").doesNotContain("second");
    assertThat(PendingText.line(work(3, "x".repeat(10_000), 60), TIMES, NOW).length())
        .isLessThan(400);
  }

  @Test
  void it_is_narrated_once_a_minute_and_its_end_is_told() {
    StringWriter said = new StringWriter();
    PendingNarrator narrator = new PendingNarrator(Terminal.toProgram(said, new StringWriter()));

    narrator.tell(List.of(work(3, "No.", 60)), NOW);
    narrator.tell(List.of(work(4, "No.", 75)), NOW.plusSeconds(15));
    assertThat(said.toString()).hasLineCount(1).contains("attempt 3", "No");
    narrator.tell(List.of(work(8, "No.", 120)), NOW.plusSeconds(60));
    assertThat(said.toString()).hasLineCount(2).contains("attempt 8");
    narrator.tell(List.of(), NOW.plusSeconds(62));

    assertThat(said.toString()).hasLineCount(3).contains("Import goes on.");
  }

  private static PendingWork work(int attempt, String failure, int seconds) {
    return new PendingWork(
        "kb",
        "ImportCollections",
        "",
        attempt,
        "SCHEDULED",
        NOW.minusSeconds(seconds),
        failure,
        null,
        null,
        null);
  }
}
