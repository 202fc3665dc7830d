package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands change after a run is over, its report says in all its forms. */
class WrittenReportTest {

  private static final Instant END = Instant.parse("2026-11-22T21:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-01T09:00:00Z");
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
  void end_a_run() throws IOException {
    folder = new RunFolder(directory);
    DurableFile.writeText(folder.plan(), Json.canonical(PLAN));
    DurableFile.writeText(
        folder.snapshot().resolve("manifest.json"),
        "{\"created\":\"2026-11-22T20:05:00Z\",\"retainUntil\":\"2026-11-29T20:05:00Z\"}");
    ObjectNode status = Json.MAPPER.valueToTree(SampleStatus.rolledBack());
    status.put("planDigest", Json.digest(PLAN));
    var ignored =
        new ReportComposer(folder, PLAN)
            .write(Json.MAPPER.treeToValue(status, MigrationStatus.class), null, END);
  }

  @Test
  void what_has_been_put_back_is_not_to_be_done_any_more() throws IOException {
    assertThat(Files.readString(folder.reportMarkdown())).contains("./runbook put-back kb-to-1x");
    putBack(0);

    new WrittenReport(folder).rewrite(LATER);

    assertThat(Files.readString(folder.reportMarkdown()))
        .contains("all of them are there")
        .doesNotContain("./runbook put-back");
  }

  @Test
  void records_that_were_put_back_are_said_to_be() throws IOException {
    putBack(2);

    new WrittenReport(folder).rewrite(LATER);

    assertThat(Files.readString(folder.reportMarkdown()))
        .contains(
            "ann put them back into the source at 2026-12-01 08:59:00 UTC: 2 records of them are not there")
        .contains("**This report:** 2026-12-01 09:00:00 UTC");
    assertThat(Files.readString(folder.reportHtml())).contains("2 records of them are not there");
    assertThat(json().path("putBack").path("notAtSource").asInt()).isEqualTo(2);
  }

  @Test
  void a_snapshot_that_was_removed_is_said_to_be_and_stays_described() throws IOException {
    Files.delete(folder.snapshot().resolve("manifest.json"));

    new WrittenReport(folder).rewrite(LATER);
    new WrittenReport(folder).rewrite(LATER.plusSeconds(60));

    assertThat(Files.readString(folder.reportMarkdown()))
        .contains("has been removed; this was seen at 2026-12-01 09:00:00 UTC")
        .doesNotContain("Keep the snapshot until", "No snapshot was completed");
    assertThat(Files.readString(folder.reportHtml())).contains("has been removed");
    assertThat(json().path("snapshot").path("digest").asText()).hasSize(64);
    assertThat(json().path("snapshotRemoved").asText()).isEqualTo(LATER.toString());
  }

  @Test
  void how_the_run_ended_stays_as_it_was() throws IOException {
    JsonNode before = json();

    new WrittenReport(folder).rewrite(LATER);

    JsonNode after = json();
    ((ObjectNode) before).remove("writtenAt");
    ((ObjectNode) after).remove("writtenAt");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void a_run_without_a_report_gets_none() throws IOException {
    Files.delete(folder.reportJson());
    Files.delete(folder.reportHtml());

    new WrittenReport(folder).rewrite(LATER);

    assertThat(folder.reportJson()).doesNotExist();
    assertThat(folder.reportHtml()).doesNotExist();
  }

  private void putBack(int notAtSource) {
    DurableFile.writeText(
        folder.putBack(),
        """
        {"format":1,"leftBehind":"%s","by":"ann","at":"2026-12-01T08:59:00Z","records":[],"notAtSource":%d}
        """
            .formatted("ab".repeat(32), notAtSource));
  }

  private JsonNode json() {
    return DurableFile.readJson(folder.reportJson(), JsonNode.class);
  }
}
