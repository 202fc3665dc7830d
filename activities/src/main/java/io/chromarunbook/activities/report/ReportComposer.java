package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.traffic.UndoCommand;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.HtmlPage;
import io.chromarunbook.document.MarkdownPage;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers a run's files into the report. */
public final class ReportComposer {

  private final RunFolder folder;
  private final Plan plan;
  private final RunFiles files;

  /** Of the run in this folder, by the plan in force. */
  public ReportComposer(RunFolder folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
    this.files = new RunFiles(folder);
  }

  /** Writes all forms into the folder. */
  ReportFiles write(MigrationStatus status, EvidenceView evidence, Instant now) {
    return write(compose(status, evidence, now));
  }

  /** Writes all forms into the folder, with what the last one has and the folder has no more. */
  void write(MigrationStatus status, EvidenceView evidence, JsonNode before, Instant now) {
    ObjectNode report = tree(status, evidence, now);
    if (report.path("snapshot").isNull() && before.path("snapshot").isObject()) {
      report.set("snapshot", before.path("snapshot"));
      report.set("comparison", before.path("comparison"));
      report.put(
          "snapshotRemoved",
          before.path("snapshotRemoved").isTextual()
              ? before.path("snapshotRemoved").asText()
              : now.toString());
    }
    var ignored = write(report(report));
  }

  private ReportFiles write(Report report) {
    DurableFile.writeText(folder.reportJson(), report.json());
    DurableFile.writeText(folder.reportHtml(), report.html());
    DurableFile.writeText(folder.reportMarkdown(), report.markdown());
    return new ReportFiles(folder.reportJson().toString(), folder.reportMarkdown().toString());
  }

  /**
   * The report on a run that stands like this, whether it has ended or not.
   *
   * @param evidence of the gate that was opened last; null where none was
   */
  public Report compose(MigrationStatus status, EvidenceView evidence, Instant now) {
    return report(tree(status, evidence, now));
  }

  private ObjectNode tree(MigrationStatus status, EvidenceView evidence, Instant now) {
    ObjectNode report = Json.MAPPER.valueToTree(status);
    report.setAll((ObjectNode) Json.MAPPER.valueToTree(facts(status, evidence, now)));
    return report;
  }

  private static Report report(ObjectNode report) {
    try {
      Document document = ReportDocument.of(report);
      return new Report(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report),
          MarkdownPage.of(document),
          HtmlPage.of(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  private ReportFacts facts(MigrationStatus status, EvidenceView evidence, Instant now) {
    JsonNode validation = files.json(folder.validation());
    List<CheckResult> checks = checks(validation, evidence);
    List<Finding> findings = evidence == null ? List.of() : evidence.findings();
    List<SearchResult> searches =
        listOf(validation.path("findings").path("searches"), SearchResult.class);
    List<ReceiptLine> receipts = receipts(status);
    List<ImportLine> imports = imports(status);
    QuarantineLines quarantine = files.quarantine();
    return new ReportFacts(
        now,
        folder.path().toString(),
        folder.plan().toString(),
        checks,
        searches,
        files.queries(),
        Deviations.of(status, checks, findings),
        receipts,
        digests(status, receipts),
        quarantine,
        snapshot(),
        thaw(status),
        performance(status, receipts, searches),
        present(files.json(folder.baseline())),
        imports,
        files.probes(),
        Lessons.of(status, imports, quarantine),
        ProposedDurations.of(status),
        files.putBack(),
        null,
        comparison());
  }

  /** Validation's own file has every check; the evidence has them where that file is missing. */
  private static List<CheckResult> checks(JsonNode validation, EvidenceView evidence) {
    List<CheckResult> written = listOf(validation.path("checks"), CheckResult.class);
    if (!written.isEmpty() || evidence == null) {
      return written;
    }
    return evidence.checks();
  }

  private List<ReceiptLine> receipts(MigrationStatus status) {
    Function<PartReceipt, String> names = collections(status);
    return files.receipts().stream()
        .map(receipt -> ReceiptLine.of(receipt, names.apply(receipt)))
        .toList();
  }

  private List<ImportLine> imports(MigrationStatus status) {
    Function<PartReceipt, String> names = collections(status);
    return files.requests().stream()
        .map(
            part ->
                new ImportLine(
                    names.apply(part.receipt()),
                    part.receipt().part() + 1,
                    part.batches(),
                    part.upserted(),
                    part.upsertSeconds()))
        .toList();
  }

  private Function<PartReceipt, String> collections(MigrationStatus status) {
    JsonNode inventory = files.json(folder.frozenInventory()).path("collections");
    return receipt ->
        inventory
            .path(receipt.collection())
            .path("info")
            .path("name")
            .asText(
                receipt.collection() < status.collections().size()
                    ? status.collections().get(receipt.collection()).name()
                    : "collection " + (receipt.collection() + 1));
  }

  private Map<String, String> digests(MigrationStatus status, List<ReceiptLine> receipts) {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("plan", Json.digest(plan));
    digests.putAll(status.digests());
    List<Path> parts = new ArrayList<>();
    parts.add(folder.inventory());
    parts.add(folder.frozenInventory());
    parts.add(manifest());
    parts.add(folder.validation());
    for (GateId gate : GateId.values()) {
      parts.add(folder.evidence(gate));
    }
    parts.add(folder.quarantine());
    for (Path part : parts) {
      files
          .sha256(part)
          .ifPresent(digest -> digests.put(folder.path().relativize(part).toString(), digest));
    }
    if (!receipts.isEmpty()) {
      digests.put("receipts", Json.digest(receipts));
    }
    return digests;
  }

  private Path manifest() {
    return folder.snapshot().resolve("manifest.json");
  }

  private SnapshotLine snapshot() {
    JsonNode manifest = files.json(manifest());
    if (manifest.isMissingNode()) {
      return null;
    }
    return new SnapshotLine(
        folder.snapshot().toString(),
        files.sha256(manifest()).orElseThrow(),
        valueOf(manifest.path("created"), Instant.class),
        valueOf(manifest.path("retainUntil"), Instant.class),
        valueOf(files.json(folder.rehearsal()), RestoreRehearsal.class));
  }

  private ThawLine thaw(MigrationStatus status) {
    FreezeLine freeze = status.freeze();
    boolean frozen = freeze != null && freeze.since() != null && freeze.until() == null;
    boolean leftToPeople =
        status.rollback().stream()
            .anyMatch(line -> line.id() == UndoLine.Undo.THAW && leftToPeople(line));
    return new ThawLine(
        frozen || leftToPeople,
        UndoCommand.of(plan, TrafficAction.THAW)
            .map(command -> Wording.command(command.run()))
            .orElse(null));
  }

  private static boolean leftToPeople(UndoLine line) {
    return line.state() == UndoLine.State.FAILED
        || line.state() == UndoLine.State.NEEDS_CONFIRMATION;
  }

  private List<PerformanceLine> performance(
      MigrationStatus status, List<ReceiptLine> receipts, List<SearchResult> searches) {
    List<PerformanceLine> lines = new ArrayList<>();
    JsonNode rehearsal = files.json(folder.dryRun()).path("summary");
    long written = receipts.stream().mapToLong(ReceiptLine::written).sum();
    for (StepLine step : status.steps()) {
      boolean took = step.state() == StepLine.State.DONE && step.workSeconds() > 0;
      JsonNode forecast = rehearsal.path("forecast").path(step.id().id());
      if (took && forecast.isTextual()) {
        lines.add(
            new PerformanceLine(
                "Step " + Wording.step(step.id()) + ", work",
                Wording.span(Duration.parse(forecast.asText()).toMillis() / 1000.0),
                Wording.span(step.workSeconds())));
      }
      if (took && step.id() == Step.MIGRATION && written > 0) {
        JsonNode rehearsed = rehearsal.path("writtenPerSecond");
        lines.add(
            new PerformanceLine(
                "Records imported a second",
                rehearsed.isNumber() ? Wording.number(Math.round(rehearsed.asDouble())) : "–",
                Wording.number(Math.round(written / step.workSeconds()))));
      }
    }
    searches.forEach(search -> lines.add(PerformanceLine.ofSearch(search)));
    return lines;
  }

  private ComparisonTerms comparison() {
    JsonNode manifest = files.json(manifest());
    if (manifest.isMissingNode()) {
      return null;
    }
    Map<String, List<String>> quarantined = files.quarantinedIds();
    List<ComparisonTerms.Collection> collections = new ArrayList<>();
    for (JsonNode stored : manifest.path("collections")) {
      String name = stored.path("name").asText();
      collections.add(
          new ComparisonTerms.Collection(
              name,
              stored.path("target").asText(),
              stored.path("records").asLong(),
              quarantined.getOrDefault(name, List.of())));
    }
    return new ComparisonTerms(
        database(plan.source()),
        database(plan.target()),
        plan.transform(),
        plan.validation().topK(),
        plan.validation().maxRecallDrop(),
        collections);
  }

  private static ComparisonTerms.Database database(ServerPlan server) {
    return new ComparisonTerms.Database(server.tenant(), server.database());
  }

  private static JsonNode present(JsonNode node) {
    return node.isMissingNode() ? null : node;
  }

  private static <T> List<T> listOf(JsonNode array, Class<T> type) {
    List<T> values = new ArrayList<>();
    array.forEach(each -> values.add(valueOf(each, type)));
    return values;
  }

  private static <T> T valueOf(JsonNode node, Class<T> type) {
    if (node.isMissingNode()) {
      return null;
    }
    try {
      return Json.MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a file of the run holds something else: " + node, e);
    }
  }
}
