package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Facts.Fact;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import java.nio.file.Files;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run's files say, for people.
 *
 * @param known the same for machines
 */
record FolderDocument(RunFolder folder, JsonNode known) {

  Document of(List<String> statement, Instant now) {
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of("known", "What is known", facts(now)));
    sections.add(traffic());
    sections.add(
        Section.of(
            "digests",
            "Digests (SHA-256)",
            DigestsSection.table("Digests", DigestsSection.rows(digests()))));
    return new Document(
        "Migration " + known.path("migration").asText() + ": what its files say",
        opening(statement),
        sections);
  }

  private Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    known
        .path("digests")
        .properties()
        .forEach(one -> digests.put(one.getKey(), one.getValue().asText()));
    return digests;
  }

  private List<Block> opening(List<String> statement) {
    List<Block> opening = new ArrayList<>();
    opening.add(
        Callout.of(Callout.Tone.DANGER, new Bullets(statement.stream().map(Item::of).toList())));
    opening.add(
        Paragraph.of(
            "Nobody can be asked any more how this run stands. What follows is in its folder; what is not said here is not known. All times are UTC."));
    if (!known.path("unreadable").isEmpty()) {
      List<String> unreadable = new ArrayList<>();
      known.path("unreadable").forEach(file -> unreadable.add(file.asText()));
      opening.add(
          Paragraph.of("These files cannot be read: " + String.join(", ", unreadable) + "."));
    }
    return opening;
  }

  private Facts facts(Instant now) {
    return Facts.of(
        fact("Files", folder.path().toString()),
        fact("Source", words(known.path("source"))),
        fact("Target", words(known.path("target"))),
        fact("Inventory before the freeze", counted(known.path("inventory"))),
        fact("Inventory after the freeze", counted(known.path("frozenInventory"))),
        fact("Snapshot", snapshot(known.path("snapshot"))),
        fact(
            "Imported",
            "%s in %s parts with a receipt"
                .formatted(
                    Wording.records(known.path("imported").path("records").asLong()),
                    Wording.number(known.path("imported").path("parts").asLong()))),
        fact("Quarantine", Wording.records(known.path("quarantined").asLong())),
        fact("Validation", validation(known.path("validation"))),
        fact(
            "BREAK-GLASS.sh",
            Files.exists(folder.breakGlassScript())
                ? folder.breakGlassScript().toString()
                : "was not written: the run did not come as far as the freeze"),
        fact("This report", Wording.time(now)));
  }

  private static Fact fact(String name, String value) {
    return Fact.of(name, text(value));
  }

  private Section traffic() {
    JsonNode lines = known.path("traffic");
    if (lines.isEmpty()) {
      return Section.of("traffic", "What was done to traffic", Paragraph.of("Nothing was begun."));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode line : lines) {
      JsonNode result = line.path("result");
      rows.add(
          Row.of(
              line.path("action").asText(),
              moment(line.path("attemptedAt")),
              moment(line.path("finishedAt")),
              result.isObject()
                  ? result.path("state").asText() + ": " + result.path("message").asText()
                  : "not written down"));
    }
    return Section.of(
        "traffic",
        "What was done to traffic",
        new Table(
            "What was done to traffic",
            List.of(
                Column.words("Action"),
                Column.words("Begun"),
                Column.words("Ended"),
                Column.words("Result")),
            rows));
  }

  private static String moment(JsonNode node) {
    try {
      return Wording.time(Instant.parse(node.asText()));
    } catch (DateTimeParseException e) {
      return words(node);
    }
  }

  private static String words(JsonNode node) {
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
