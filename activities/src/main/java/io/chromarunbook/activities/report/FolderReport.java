package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.HtmlPage;
import io.chromarunbook.document.MarkdownPage;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The report on a run that cannot be asked any more how it stands: what its files say, and nothing
 * that they do not say.
 */
public final class FolderReport {

  private final String migration;
  private final RunFolder folder;
  private final RunFiles files;
  private final List<String> unreadable = new ArrayList<>();

  /** Of the run in this folder. */
  public FolderReport(String migration, RunFolder folder) {
    this.migration = migration;
    this.folder = folder;
    this.files = new RunFiles(folder);
  }

  /**
   * Gathers what is known.
   *
   * @param standing what became of the run, for machines
   * @param statement the same for people, a sentence each
   */
  public Report compose(JsonNode standing, List<String> statement, Instant now) {
    ObjectNode known = Json.MAPPER.createObjectNode();
    known.put("migration", migration);
    known.put("complete", false);
    known.put("writtenAt", now.toString());
    known.put("folder", folder.path().toString());
    known.set("standing", standing);
    plan(known);
    inventory(known, "inventory", folder.inventory());
    inventory(known, "frozenInventory", folder.frozenInventory());
    snapshot(known);
    receipts(known);
    validation(known);
    traffic(known.putArray("traffic"));
    digests(known.putObject("digests"));
    ArrayNode lost = known.putArray("unreadable");
    unreadable.forEach(lost::add);
    try {
      Document document = new FolderDocument(folder, known).of(statement, now);
      return new Report(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(known),
          MarkdownPage.of(document),
          HtmlPage.of(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  private JsonNode read(Path file) {
    try {
      return files.json(file);
    } catch (UncheckedIOException e) {
      unreadable.add(folder.path().relativize(file).toString());
      return Json.MAPPER.missingNode();
    }
  }

  private void plan(ObjectNode known) {
    JsonNode plan = read(folder.plan());
    if (!plan.isMissingNode()) {
      known.put("planDigest", Json.digest(plan));
      known.put("source", plan.path("source").path("url").asText());
      known.put("target", plan.path("target").path("url").asText());
    }
  }

  private void inventory(ObjectNode known, String name, Path file) {
    JsonNode inventory = read(file);
    if (!inventory.isMissingNode()) {
      long records = 0;
      for (JsonNode collection : inventory.path("collections")) {
        records += collection.path("count").asLong();
      }
      ObjectNode line = known.putObject(name);
      line.put("collections", inventory.path("collections").size());
      line.put("records", records);
    }
  }

  private void snapshot(ObjectNode known) {
    JsonNode manifest = read(folder.snapshot().resolve("manifest.json"));
    ObjectNode line = known.putObject("snapshot");
    line.put("complete", !manifest.isMissingNode());
    if (!manifest.isMissingNode()) {
      long records = 0;
      for (JsonNode collection : manifest.path("collections")) {
        records += collection.path("records").asLong();
      }
      line.put("directory", folder.snapshot().toString());
      line.put("records", records);
      line.set("created", manifest.path("created"));
      line.set("retainUntil", manifest.path("retainUntil"));
    }
  }

  private void receipts(ObjectNode known) {
    ObjectNode line = known.putObject("imported");
    long written = 0;
    long parts = 0;
    try {
      for (PartReceipt receipt : files.receipts()) {
        parts++;
        written += receipt.written();
      }
      known.put("quarantined", files.quarantine().count());
    } catch (UncheckedIOException e) {
      unreadable.add("receipts or quarantine");
    }
    line.put("parts", parts);
    line.put("records", written);
  }

  private void validation(ObjectNode known) {
    JsonNode validation = read(folder.validation());
    if (!validation.isMissingNode()) {
      long failing = 0;
      for (JsonNode check : validation.path("checks")) {
        failing += check.path("result").asText().equalsIgnoreCase("fail") ? 1 : 0;
      }
      ObjectNode line = known.putObject("validation");
      line.put("checks", validation.path("checks").size());
      line.put("failing", failing);
    }
  }

  private void traffic(ArrayNode lines) {
    for (TrafficAction action : TrafficAction.values()) {
      JsonNode page = read(folder.traffic(action.label()));
      if (!page.isMissingNode()) {
        lines.add(page);
      }
    }
  }

  private void digests(ObjectNode digests) {
    List<Path> all =
        new ArrayList<>(
            List.of(
                folder.plan(),
                folder.inventory(),
                folder.frozenInventory(),
                folder.snapshot().resolve("manifest.json"),
                folder.validation()));
    for (GateId gate : GateId.values()) {
      all.add(folder.evidence(gate));
    }
    all.add(folder.quarantine());
    for (Path file : all) {
      files
          .sha256(file)
          .ifPresent(digest -> digests.put(folder.path().relativize(file).toString(), digest));
    }
  }
}
