package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.nio.file.Files;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The report in a run's folder, after the run itself is over: what commands change then, it is to
 * say.
 */
public final class WrittenReport {

  private final RunFolder folder;

  /** In this folder, where there is one. */
  public WrittenReport(RunFolder folder) {
    this.folder = folder;
  }

  /** Writes all forms of it anew, from how the run ended and what its folder has now. */
  public void rewrite(Instant now) {
    if (!Files.exists(folder.reportJson()) || !Files.exists(folder.plan())) {
      return;
    }
    JsonNode before = DurableFile.readJson(folder.reportJson(), JsonNode.class);
    MigrationStatus status = status(before);
    Runs.plans(folder).stream()
        .filter(plan -> Json.digest(plan).equals(status.planDigest()))
        .findFirst()
        .ifPresent(plan -> new ReportComposer(folder, plan).write(status, evidence(), before, now));
  }

  private static MigrationStatus status(JsonNode report) {
    try {
      return Json.MAPPER.treeToValue(report, MigrationStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("report.json is not a report", e);
    }
  }

  /** Of the gate that was opened last. */
  private EvidenceView evidence() {
    return Stream.of(GateId.GO_NO_GO, GateId.PRE_MIGRATION)
        .map(folder::evidence)
        .filter(Files::exists)
        .findFirst()
        .map(file -> DurableFile.readJson(file, EvidenceView.class))
        .orElse(null);
  }
}
