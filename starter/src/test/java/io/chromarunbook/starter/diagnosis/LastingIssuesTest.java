package io.chromarunbook.starter.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Issues are told once they have lasted half a minute, and once when they are over. */
class LastingIssuesTest {

  private static final Times UTC = new Times(ZoneOffset.UTC);

  private final LastingIssues issues = new LastingIssues();

  private static List<Finding> silentFor(int seconds) {
    Outage outage =
        new Outage(
            Outage.Kind.SILENT_SERVER,
            "target http://new:8000",
            FactsOf.NOW.minusSeconds(seconds),
            "nothing accepts connections there",
            null);
    return Diagnosis.of(
        FactsOf.run()
            .status(FactsOf.with(FactsOf.status(RunState.RUNNING), "outages", List.of(outage)))
            .facts());
  }

  private List<String> news(List<Finding> findings, Instant now) {
    return issues.news(FactsOf.ID, findings, UTC, now);
  }

  @Test
  void what_is_younger_is_not_told() {
    assertThat(news(silentFor(20), FactsOf.NOW)).isEmpty();
  }

  @Test
  void it_is_told_once_with_the_command_that_says_more_and_its_end_once() {
    List<Finding> lasting = silentFor(40);

    assertThat(news(lasting, FactsOf.NOW))
        .singleElement()
        .asString()
        .contains("target http://new:8000", "since 11:59:20", "./runbook diagnose kb-to-1x");
    assertThat(news(lasting, FactsOf.NOW)).isEmpty();
    assertThat(news(List.of(), FactsOf.NOW.plusSeconds(20)))
        .singleElement()
        .asString()
        .startsWith("Over: ")
        .contains("after 1 min");
    assertThat(news(List.of(), FactsOf.NOW)).isEmpty();
  }

  @Test
  void people_who_are_waited_for_are_no_issue() {
    List<Finding> gate =
        Diagnosis.of(
            FactsOf.run().status(SampleRunAtGate.open(FactsOf.NOW.plusSeconds(3_600))).facts());

    assertThat(gate).hasSize(1);
    assertThat(news(gate, FactsOf.NOW)).isEmpty();
  }
}
