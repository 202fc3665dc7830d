package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.history.FoldedSteps;
import io.chromarunbook.starter.history.HistoryLine;
import io.chromarunbook.starter.history.RunLine;
import io.chromarunbook.workflows.text.HostileTexts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTableTest {

  private static final Instant NOON = SampleRun.NOON;

  @Test
  void runs_stand_in_a_table_with_age_and_who_is_waited_for() {
    assertThat(
            table(80)
                .lines(
                    List.of(
                        run("kb-to-1x", "WAITING", "6", List.of("dba", "security")),
                        run("docs", "COMPLETED", "post-migration", List.of()))))
        .containsExactly(
            "MIGRATION  STATE      STEP            AGE        WAITS FOR",
            "kb-to-1x   WAITING    6               1 h 5 min  dba, security",
            "docs       COMPLETED  post-migration  1 h 5 min  not closed yet");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80})
  void forty_runs_with_long_and_hostile_names_are_all_there_and_none_is_cut(int columns) {
    List<RunLine> runs = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      runs.add(
          run(
              "customer-knowledge-base-of-region-" + number,
              "ROLLING_BACK",
              "1.2",
              List.of("operations-lead", "dba", "security")));
    }
    List<String> lines = table(columns).lines(runs);

    assertThat(lines).allMatch(line -> line.length() <= columns);
    assertThat(lines.stream().filter(line -> line.startsWith("customer"))).hasSize(40);
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("operations-lead, dba, security");
  }

  @ParameterizedTest
  @MethodSource("io.chromarunbook.workflows.text.HostileTexts#all")
  void text_from_data_changes_nothing_on_the_screen(String hostile) {
    List<String> lines = table(60).lines(List.of(run(hostile, hostile, hostile, List.of(hostile))));

    assertThat(String.join("", lines).codePoints()).allMatch(HostileTexts::harmless);
  }

  @Test
  void one_long_name_leaves_the_others_their_table() {
    String name = "customer-knowledge-base-of-the-region-north-east";

    assertThat(
            table(60)
                .lines(
                    List.of(
                        run("kb", "WAITING", "6", List.of("dba")),
                        run(name, "RUNNING", "3", List.of()))))
        .containsExactly(
            "MIGRATION  STATE    STEP  AGE        WAITS FOR",
            "kb         WAITING  6     1 h 5 min  dba",
            name,
            "           RUNNING  3     1 h 5 min");
  }

  @Test
  void a_run_of_another_home_and_one_known_by_its_files_alone_say_so() {
    RunLine theirs =
        new RunLine(
            "kb",
            "RUNNING",
            "3",
            List.of(),
            NOON.minusSeconds(60),
            null,
            "h-2",
            RunLine.Source.TEMPORAL,
            null);
    RunLine files =
        new RunLine(
            "docs",
            "",
            "3",
            List.of(),
            NOON.minusSeconds(60),
            null,
            "h-1",
            RunLine.Source.FILES,
            NOON.minusSeconds(30));

    assertThat(table(80).lines(List.of(theirs, files)))
        .anyMatch(line -> line.endsWith("of the home h-2"))
        .anyMatch(line -> line.contains("not ended") && line.endsWith("as of 11:59:30"));
  }

  @Test
  void a_history_says_its_day_once_and_keeps_every_word() {
    List<String> lines =
        HistoryText.of(
            List.of(
                new HistoryLine(NOON, HistoryLine.Kind.ANSWER, "ann", "approve go-no-go as dba"),
                new HistoryLine(
                    NOON.plusSeconds(86_400),
                    HistoryLine.Kind.HOLD,
                    "",
                    "HOLD: a criterion does not hold, and this is a long sentence about it \u001b[2J")),
            Paint.PLAIN,
            new Times(ZoneOffset.UTC),
            60,
            NOON);

    assertThat(lines)
        .startsWith(
            "2026-12-01, times +00:00",
            "12:00:00  answer    ann: approve go-no-go as dba",
            "2026-12-02, times +00:00");
    assertThat(lines).allMatch(line -> line.length() <= 60 && !line.contains("\u001b"));
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("this is a long sentence about it");
  }

  @Test
  void a_step_that_nothing_happened_in_has_one_line() {
    HistoryLine begun = step(0, "step 1.1 health begins");
    HistoryLine ended = step(3, "step 1.1 health ends, after 3 s: both answer");
    HistoryLine next = step(3, "step 1.2 inventory and backup begins");
    HistoryLine refused =
        new HistoryLine(NOON.plusSeconds(4), HistoryLine.Kind.REFUSED, "zoe", "abort");
    HistoryLine over = step(5, "step 1.2 inventory and backup ends, after 2 s");

    assertThat(FoldedSteps.of(List.of(begun, ended, next, refused, over)))
        .containsExactly(step(0, "step 1.1 health took 3 s: both answer"), next, refused, over);
    assertThat(FoldedSteps.of(List.of(next))).containsExactly(next);
  }

  private static HistoryLine step(int seconds, String text) {
    return new HistoryLine(NOON.plusSeconds(seconds), HistoryLine.Kind.STEP, "", text);
  }

  private static RunTable table(int columns) {
    return new RunTable(Paint.PLAIN, new Times(ZoneOffset.UTC), NOON, columns, Optional.of("h-1"));
  }

  private static RunLine run(String id, String state, String step, List<String> awaiting) {
    return new RunLine(
        id,
        state,
        step,
        awaiting,
        NOON.minusSeconds(3_900),
        null,
        "h-1",
        RunLine.Source.TEMPORAL,
        null);
  }
}
