package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.text.Markdown;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
      return new Report(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(known),
          markdown(known, statement, now));
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

  private String markdown(ObjectNode known, List<String> statement, Instant now) {
    MarkdownPage page = new MarkdownPage();
    page.title("Migration " + migration + ": what its files say");
    for (String sentence : statement) {
      page.bullet(Markdown.plain(sentence));
    }
    page.gap();
    page.paragraph(
        "Nobody can be asked any more how this run stands. What follows is in its folder; what is not said here is not known. All times are UTC.");
    page.section("What is known");
    page.header("Of", "");
    page.row("Files", folder.path().toString());
    page.row("Source", text(known.path("source")));
    page.row("Target", text(known.path("target")));
    page.row("Inventory before the freeze", counted(known.path("inventory")));
    page.row("Inventory after the freeze", counted(known.path("frozenInventory")));
    page.row("Snapshot", snapshot(known.path("snapshot")));
    page.row(
        "Imported",
        "%s in %s parts with a receipt"
            .formatted(
                Wording.records(known.path("imported").path("records").asLong()),
                Wording.number(known.path("imported").path("parts").asLong())));
    page.row("Quarantine", Wording.records(known.path("quarantined").asLong()));
    page.row("Validation", validation(known.path("validation")));
    page.row(
        "BREAK-GLASS.sh",
        Files.exists(folder.breakGlassScript())
            ? folder.breakGlassScript().toString()
            : "was not written: the run did not come as far as the freeze");
    page.row("This report", Wording.time(now));
    page.gap();
    traffic(page, known.path("traffic"));
    if (!unreadable.isEmpty()) {
      page.paragraph(
          "These files cannot be read: " + Markdown.plain(String.join(", ", unreadable)) + ".");
    }
    page.section("Digests (SHA-256)");
    page.header("Of", "Digest");
    known
        .path("digests")
        .properties()
        .forEach(one -> page.row(one.getKey(), one.getValue().asText()));
    page.gap();
    return page.toString();
  }

  private static void traffic(MarkdownPage page, JsonNode lines) {
    page.section("What was done to traffic");
    if (lines.isEmpty()) {
      page.paragraph("Nothing was begun.");
      return;
    }
    page.header("Action", "Begun", "Ended", "Result");
    for (JsonNode line : lines) {
      JsonNode result = line.path("result");
      page.row(
          line.path("action").asText(),
          moment(line.path("attemptedAt")),
          moment(line.path("finishedAt")),
          result.isObject()
              ? result.path("state").asText() + ": " + result.path("message").asText()
              : "not written down");
    }
    page.gap();
  }

  private static String moment(JsonNode node) {
    try {
      return Wording.time(Instant.parse(node.asText()));
    } catch (DateTimeParseException e) {
      return text(node);
    }
  }

  private static String text(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty() ? node.asText() : "–";
  }

  private static String counted(JsonNode inventory) {
    return inventory.isMissingNode()
        ? "not taken"
        : "%s in %s collections"
            .formatted(
                Wording.records(inventory.path("records").asLong()),
                Wording.number(inventory.path("collections").asLong()));
  }

  private static String snapshot(JsonNode snapshot) {
    return snapshot.path("complete").asBoolean()
        ? "complete, %s, kept until %s: %s"
            .formatted(
                Wording.records(snapshot.path("records").asLong()),
                moment(snapshot.path("retainUntil")),
                snapshot.path("directory").asText())
        : "not complete";
  }

  private static String validation(JsonNode validation) {
    return validation.isMissingNode()
        ? "not reached"
        : "%s of %s checks fail"
            .formatted(
                Wording.number(validation.path("failing").asLong()),
                Wording.number(validation.path("checks").asLong()));
  }
}
