package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.monitoring.RecordedProbe;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.document.Harmless;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a run ends, and while it goes on, people read first what they must know first. */
class ReportStatesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");
  private static final Plan PLAN =
      PlanReader.read(
          """
          migration: kb-to-1x
          source: {url: "http://127.0.0.1:8001"}
          target: {url: "http://127.0.0.1:8002"}
          people: {operations-lead: [ann], dba: [bo], security: [cy]}
          """);

  @TempDir private Path directory;
  private RunFolder folder;

  @BeforeEach
  void open() {
    folder = new RunFolder(directory);
    DurableFile.writeText(folder.plan(), Json.canonical(PLAN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPLETED | Good | GO, moved over | Applications were moved over from",
        "STOPPED | Take care | stopped before anything was changed | The move did not begin",
        "FAILED | Danger | failed | ended by a defect",
        "RUNNING | Note | still under way (RUNNING) | The run is under way, at step",
        "HOLD | Take care | still under way (HOLD) | The run is under way, at step"
      })
  void the_first_lines_say_how_it_stands(String state, String tone, String title, String first)
      throws IOException {
    Report report = compose(with(SampleStatus.completed(), "state", state));

    Document page = page(report);
    assertThat(page.selectFirst("h1").text()).isEqualTo("Migration kb-to-1x: " + title);
    assertThat(page.selectFirst("main > *").className()).startsWith("callout");
    assertThat(page.selectFirst(".callout .tone").text()).isEqualTo(tone);
    assertThat(page.selectFirst(".callout").text()).contains(first);
    assertThat(report.markdown()).contains("> **" + tone + "**").contains(first);
  }

  @Test
  void a_manager_reads_first_what_became_of_the_records_and_signs() throws IOException {
    Document page = page(compose(SampleStatus.completed()));

    assertThat(page.selectFirst(".callout").text())
        .contains("Decision: GO.")
        .contains("Of 9,832 records, 9,830 are at the target as they were at the source")
        .contains("2 lie in quarantine, and none is unexplained")
        .contains("Writes were refused for 12 min 34 s of the 2 h allowed.");
    assertThat(page.select("main > section").first().id()).isEqualTo("sign-off");
    assertThat(page.select(".signoff tbody tr").eachText())
        .containsExactly(
            "operations-lead ann approved go-no-go at 2026-11-22 20:00:00 UTC", "dba –");
  }

  @Test
  void a_source_that_stayed_frozen_after_a_rollback_is_the_first_thing_said() throws IOException {
    Report report = compose(SampleStatus.rolledBack());

    assertThat(page(report).selectFirst(".callout .tone").text()).isEqualTo("Danger");
    assertThat(page(report).selectFirst(".callout").text())
        .contains("130 are unexplained")
        .contains("The move was undone; applications stay with the source.");
  }

  @Test
  void a_rehearsal_says_that_it_was_one() throws IOException {
    Report report = compose(with(SampleStatus.completed(), "migration", "kb-to-1x/dry-run/1"));

    assertThat(page(report).selectFirst("h1").text())
        .endsWith("a dry-run, nothing speaks against the migration");
    assertThat(page(report).selectFirst(".callout").text())
        .contains("This was a rehearsal: it changed nothing at either server");
  }

  @Test
  void a_run_under_way_is_not_signed_and_proposes_nothing() throws IOException {
    Document page = page(compose(with(SampleStatus.completed(), "state", "RUNNING")));

    assertThat(page.getElementById("sign-off")).isNull();
    assertThat(page.text()).doesNotContain("Proposed planned durations");
  }

  @Test
  void a_run_stopped_at_its_first_step_reads_well_without_any_chart() throws IOException {
    Document page = page(compose(SampleStatus.stopped()));

    assertThat(page.selectFirst(".callout").text())
        .contains("No decision was reached. Reason: The source does not answer");
    assertThat(page.text())
        .contains("not reached")
        .doesNotContain("null", "Proposed planned durations");
  }

  @Test
  void what_parts_and_probes_took_is_drawn_and_said() throws IOException {
    for (int part = 0; part < 3; part++) {
      DurableFile.writeJson(
          folder.receipt(0, part),
          Map.of(
              "receipt",
              new PartReceipt(0, part, 500, 500, 0, 500, 0, 0, 0),
              "batches",
              5,
              "upserted",
              500,
              "upsertSeconds",
              1.0 + part));
      DurableFile.writeJson(
          folder.probe(part + 1),
          new RecordedProbe(
              NOW.plusSeconds(part),
              new ProbeResult(
                  part + 1,
                  part != 1,
                  new SourceStanding(SourceStanding.State.HOLDS, ""),
                  7,
                  20 + part,
                  "as it was",
                  List.of(),
                  new WindowFigures(24, part, 10 + part, 10, new WindowFigures.Door(60, part, 4.5)),
                  List.of(new Exceeded("errors", Reaction.ASK, "1 of 60 requests failed.")))));
    }

    Report report = compose(SampleStatus.completed());

    Document page = page(report);
    assertThat(page.select("#throughput figure")).hasSize(2);
    assertThat(page.select("#window .drawing").eachAttr("aria-label"))
        .containsExactly(
            "Between 20 and 22 ms; 1 bad probes are marked.",
            "10 ms when the window opened, 12 ms in the last probe; at most 2 of 24 searches missed"
                + " the record they were made from.",
            "3 of 180 requests failed in the minutes that were looked at.");
    assertThat(report.markdown())
        .contains("1,500 records in 15 requests: 250 records a second")
        .contains("Between 200 ms and 600 ms a request.")
        .contains("2 of 3 probes were good");
    JsonNode json = Json.MAPPER.readTree(report.json());
    assertThat(json.path("imports").path(2).path("seconds").asDouble()).isEqualTo(3.0);
    assertThat(json.path("probes").path(1).path("healthy").asBoolean(true)).isFalse();
  }

  @Test
  void checks_that_fail_stand_before_those_that_pass() throws IOException {
    DurableFile.writeText(
        folder.validation(),
        """
        {"checks":[
          {"id":"counts.match","family":"counts","severity":"blocking","required":"a","observed":"a","result":"pass","failures":[]},
          {"id":"search.recall","family":"search","severity":"warning","required":"a","observed":"b","result":"fail","failures":["x"]}]}
        """);

    Document page = page(compose(SampleStatus.completed()));

    assertThat(page.select("#checks caption").eachText())
        .startsWith("Checks that fail", "Checks by family");
    assertThat(page.select("#checks table").get(0).select("tbody tr").eachText())
        .containsExactly("search.recall warning a b fail x");
    assertThat(page.select("#checks table").get(1).select("tbody tr").eachText())
        .containsExactly("search 0 1 0", "counts 1 0 0");
  }

  @Test
  void an_outage_is_told_as_one() throws IOException {
    ObjectNode status = Json.MAPPER.valueToTree(SampleStatus.completed());
    ((ObjectNode) status.path("events").path(0))
        .put("kind", "outage")
        .put("text", "target http://b is back; it was away since then.");

    Report report = compose(Json.MAPPER.treeToValue(status, MigrationStatus.class));

    assertThat(page(report).getElementById("interruptions").text())
        .contains("2026-11-22 20:00:00 UTC: target http://b is back");
    assertThat(report.markdown()).contains("| outage | 2026-11-22 20:00:00 UTC |");
  }

  private Report compose(MigrationStatus status) {
    Report report = new ReportComposer(folder, PLAN).compose(status, null, NOW);
    Harmless.html(report.html());
    Harmless.markdown(report.markdown());
    return report;
  }

  private static Document page(Report report) {
    return Jsoup.parse(report.html());
  }

  private static MigrationStatus with(MigrationStatus status, String field, String value)
      throws IOException {
    ObjectNode changed = Json.MAPPER.valueToTree(status);
    return Json.MAPPER.treeToValue(changed.put(field, value), MigrationStatus.class);
  }
}
