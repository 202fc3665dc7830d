package io.chromarunbook.starter.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of real runs, told in words. */
class TemporalHistoryTest {

  private static final Path RECORDED = Path.of("src", "test", "resources", "histories", "0.1.0");

  static Stream<Path> recorded() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files
          .filter(file -> file.toString().endsWith(".runbook.json.gz"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void every_recorded_run_is_told_in_the_order_of_time_without_a_gap(Path file) throws IOException {
    List<HistoryLine> told = TemporalHistory.of(events(file));

    assertThat(told).isNotEmpty();
    assertThat(told).isSortedAccordingTo(Comparator.comparing(HistoryLine::at));
    assertThat(told).allMatch(line -> !line.text().isBlank() && !line.text().endsWith("."));
    assertThat(told).noneMatch(line -> line.text().contains(" null"));
    long begun = told.stream().filter(line -> line.text().endsWith(" begins")).count();
    long ended = told.stream().filter(line -> line.text().contains(" ends, after ")).count();
    assertThat(begun - ended).isBetween(0L, 1L);
  }

  @Test
  void a_run_that_went_well_says_who_approved_what_on_which_evidence() throws IOException {
    List<HistoryLine> told = told("happy");

    assertThat(texts(told, Kind.STARTED))
        .singleElement()
        .asString()
        .matches("started, plan [0-9a-f]{12}");
    List<String> asked = texts(told, Kind.GATE);
    assertThat(asked)
        .hasSize(2)
        .satisfiesExactly(
            gate ->
                assertThat(gate).matches("gate pre-migration asks on the evidence [0-9a-f]{12}"),
            gate -> assertThat(gate).matches("gate go-no-go asks on the evidence [0-9a-f]{12}"));
    String evidence = asked.get(0).substring(asked.get(0).length() - 12);
    assertThat(told)
        .filteredOn(line -> line.kind() == Kind.ANSWER)
        .hasSize(6)
        .first()
        .satisfies(
            answer -> {
              assertThat(answer.by()).isEqualTo("ann");
              assertThat(answer.text())
                  .startsWith(
                      "approve pre-migration as operations-lead on the evidence " + evidence);
            });
    assertThat(texts(told, Kind.FREEZE))
        .anyMatch(text -> text.startsWith("freeze is done"))
        .anyMatch(text -> text.startsWith("the freeze is proven"));
    assertThat(texts(told, Kind.CUTOVER)).anyMatch(text -> text.startsWith("switch is done"));
    assertThat(texts(told, Kind.ENDED)).first().asString().startsWith("COMPLETED, decision GO");
    assertThat(texts(told, Kind.STEP))
        .contains("step 1.1 health begins")
        .anyMatch(text -> text.startsWith("step 3 migration ends, after "));
  }

  @Test
  void a_rollback_is_told_with_who_ordered_it_and_what_was_undone() throws IOException {
    List<HistoryLine> told = told("rollback");

    assertThat(told)
        .anyMatch(
            line ->
                line.kind() == Kind.ORDER
                    && line.by().equals("di")
                    && line.text().startsWith("rollback (a test)"));
    assertThat(texts(told, Kind.ROLLBACK))
        .anyMatch(text -> text.startsWith("rolling back: rollback ordered by di"))
        .anyMatch(text -> text.startsWith("revert is done"));
    assertThat(texts(told, Kind.FREEZE)).anyMatch(text -> text.startsWith("thaw is done"));
    assertThat(texts(told, Kind.ENDED)).last().asString().startsWith("ROLLED_BACK");
  }

  @Test
  void a_hold_is_told_with_its_reason_who_decided_and_that_it_is_over() throws IOException {
    List<String> held = texts(told("repaired"), Kind.HOLD);

    assertThat(held)
        .anyMatch(text -> text.startsWith("HOLD: A criterion does not hold: counts-match"))
        .anyMatch(text -> text.startsWith("decide repair"))
        .contains("the HOLD is over");
  }

  @Test
  void a_broken_freeze_shows() throws IOException {
    assertThat(texts(told("thawed-at-the-gate"), Kind.FREEZE))
        .anyMatch(text -> text.startsWith("the freeze is broken"));
  }

  @Test
  void what_is_done_by_hand_is_asked_of_people_and_confirmed_by_them() throws IOException {
    List<HistoryLine> told = told("back-by-hand");

    assertThat(told)
        .anyMatch(line -> line.text().startsWith("confirm freeze: Make the source refuse"));
    assertThat(told)
        .anyMatch(line -> line.kind() == Kind.ORDER && line.text().startsWith("confirm freeze"));
  }

  @Test
  void a_run_that_went_on_as_a_new_one_is_one_story() throws IOException {
    List<HistoryEvent> events =
        new ArrayList<>(events(RECORDED.resolve("continued.first-run.json.gz")));
    int first = TemporalHistory.of(events).size();
    events.addAll(events(RECORDED.resolve("continued.runbook.json.gz")));
    List<HistoryLine> told = TemporalHistory.of(events);

    assertThat(texts(told, Kind.STARTED)).hasSize(1);
    assertThat(told.size()).isGreaterThan(first);
    assertThat(told).isSortedAccordingTo(Comparator.comparing(HistoryLine::at));
  }

  private static List<HistoryLine> told(String name) throws IOException {
    return TemporalHistory.of(events(RECORDED.resolve(name + ".runbook.json.gz")));
  }

  private static List<String> texts(List<HistoryLine> told, Kind kind) {
    return told.stream().filter(line -> line.kind() == kind).map(HistoryLine::text).toList();
  }

  private static List<HistoryEvent> events(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return WorkflowExecutionHistory.fromJson(
              new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getEvents();
    }
  }
}
