package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusPageTest {

  private static StatusPage page(int columns) {
    return new StatusPage(
        StatusContext.of(Paint.PLAIN, new Times(ZoneOffset.UTC), Instant.EPOCH, columns));
  }

  @Test
  void a_note_stands_below_the_state_and_a_footnote_at_the_end() {
    assertThat(
            page(80)
                .note("a note")
                .footnote("Temporal", "127.0.0.1:7233")
                .over(List.of("kb  ROLLED_BACK", "Next       ./runbook report kb")))
        .containsExactly(
            "kb  ROLLED_BACK",
            "  a note",
            "Next       ./runbook report kb",
            "Temporal   127.0.0.1:7233");
  }

  @Test
  void what_must_be_seen_stands_right_below_the_state_and_the_command_stays_last() {
    assertThat(
            page(80)
                .note("Temporal 127.0.0.1:7233, namespace default")
                .warning("Import: attempt 7")
                .over(List.of("kb  RUNNING", "  source", "Next       ./runbook status kb")))
        .containsExactly(
            "kb  RUNNING",
            "  Temporal 127.0.0.1:7233, namespace default",
            "! Import: attempt 7",
            "  source",
            "Next       ./runbook status kb");
  }

  @Test
  void a_long_line_is_broken_between_words_and_never_within_a_command() {
    String text = "Temporal has not answered since 21:23:11; look at it with ./runbook doctor now";

    List<String> lines = page(40).warning(text).over(List.of("kb"));

    assertThat(lines)
        .containsExactly(
            "kb",
            "! Temporal has not answered since",
            "  21:23:11; look at it with",
            "  ./runbook doctor now");
  }

  @Test
  void a_word_wider_than_the_screen_is_left_to_it() {
    assertThat(page(10).note("x".repeat(30) + " y").over(List.of("kb")))
        .containsExactly("kb", "  " + "x".repeat(30), "  y");
  }

  @Test
  void a_server_that_gives_little_at_a_time_is_named_once_with_how_much() {
    HeartbeatDetails beat =
        new HeartbeatDetails(
            1,
            9,
            1,
            null,
            List.of(),
            null,
            List.of("source http://old:8000: 300 records a read"),
            Map.of());
    PendingWork exporting =
        new PendingWork("kb", "ExportRecords", "", 1, "STARTED", null, "", null, null, beat);
    PendingWork comparing =
        new PendingWork("kb", "CompareSource", "", 1, "STARTED", null, "", null, null, beat);

    assertThat(
            page(80)
                .pending(List.of(exporting, comparing))
                .over(SampleRun.at(Step.SNAPSHOT, RunState.RUNNING)))
        .containsOnlyOnce("  Small pages, source http://old:8000: 300 records a read");
  }

  @Test
  void what_the_run_says_itself_of_an_outage_is_not_said_twice() {
    MigrationStatus told = SampleRun.at(Step.MONITORING, RunState.MONITORING);
    PendingWork tried =
        new PendingWork("kb", "ImportPart", "", 7, "STARTED", null, "refused", null, null, null);

    assertThat(told.outages()).isNotEmpty();
    assertThat(page(80).pending(List.of(tried)).over(told).get(1))
        .isEqualTo("  Import: attempt 7; being tried now");
  }
}
