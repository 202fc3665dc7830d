package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.monitoring.RecordedProbe;
import io.chromarunbook.activities.putback.PutBackDocument;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.QuarantineHeading;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a run as a report reads them. A run may end anywhere, so any of them may be missing;
 * that means "not reached" and is no failure.
 */
final class RunFiles {

  private final RunFolder folder;

  RunFiles(RunFolder folder) {
    this.folder = folder;
  }

  /** A JSON file; a missing node where there is none. */
  JsonNode json(Path file) {
    return Files.exists(file)
        ? DurableFile.readJson(file, JsonNode.class)
        : MissingNode.getInstance();
  }

  /** SHA-256 of a file's bytes. */
  Optional<String> sha256(Path file) {
    return Files.exists(file) ? Optional.of(FileDigest.of(file)) : Optional.empty();
  }

  /** The receipts there are, collection by collection, part by part. */
  List<PartReceipt> receipts() {
    return files(folder.receipts(), ".json").stream()
        .map(file -> receipt(file, DurableFile.readJson(file, JsonNode.class)))
        .toList();
  }

  /** What a checkpoint says of the requests its part was written by. */
  record Requests(PartReceipt receipt, int batches, long upserted, double upsertSeconds) {}

  /** The same of every receipt, in the same order. */
  List<Requests> requests() {
    return files(folder.receipts(), ".json").stream()
        .map(
            file -> {
              JsonNode checkpoint = DurableFile.readJson(file, JsonNode.class);
              return new Requests(
                  receipt(file, checkpoint),
                  checkpoint.path("batches").asInt(),
                  checkpoint.path("upserted").asLong(),
                  checkpoint.path("upsertSeconds").asDouble());
            })
        .toList();
  }

  /** The probes of the window, in their order. */
  List<ProbeLine> probes() {
    return files(folder.probes(), ".json").stream()
        .map(file -> DurableFile.readJson(file, RecordedProbe.class))
        .map(ProbeLine::of)
        .toList();
  }

  /** What putting records back came to; null where none were. */
  PutBackDocument.Summary putBack() {
    return PutBackDocument.read(folder.putBack()).orElse(null);
  }

  /** A checkpoint holds, beside the receipt, what the import needs to trust it. */
  private static PartReceipt receipt(Path file, JsonNode checkpoint) {
    try {
      return Json.MAPPER.treeToValue(checkpoint.path("receipt"), PartReceipt.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(file + " is not a receipt", e);
    }
  }

  /** The records put aside. */
  QuarantineLines quarantine() {
    List<QuarantineLines.Line> first = new ArrayList<>();
    long count =
        forEachQuarantined(
            QuarantineLines.MOST,
            entry ->
                first.add(
                    new QuarantineLines.Line(entry.collection(), entry.id(), entry.reason())));
    Path shown = Files.exists(folder.quarantine()) ? folder.quarantine() : folder.quarantines();
    return new QuarantineLines(count, count == 0 ? null : shown.toString(), first);
  }

  /** Their ids by collection, as many as a report has. */
  Map<String, List<String>> quarantinedIds() {
    Map<String, List<String>> ids = new HashMap<>();
    var ignored =
        forEachQuarantined(
            ComparisonTerms.MOST_QUARANTINED,
            entry ->
                ids.computeIfAbsent(entry.collection(), name -> new ArrayList<>()).add(entry.id()));
    return ids;
  }

  /**
   * Passes on the first records put aside.
   *
   * @return how many there are
   */
  private long forEachQuarantined(int most, Consumer<QuarantineHeading> each) {
    List<Path> files =
        Files.exists(folder.quarantine())
            ? List.of(folder.quarantine())
            : files(folder.quarantines(), ".jsonl");
    AtomicLong count = new AtomicLong();
    for (Path file : files) {
      QuarantineFile.forEachHeading(
          file,
          entry -> {
            if (count.incrementAndGet() <= most) {
              each.accept(entry);
            }
          });
    }
    return count.get();
  }

  /** What semantic search asked, collection by collection, the worst first. */
  List<QueryLine> queries() {
    List<Path> searches = files(folder.searches(), ".json");
    int most = Math.max(1, QueryLine.MOST / Math.max(1, searches.size()));
    List<QueryLine> lines = new ArrayList<>();
    for (Path file : searches) {
      JsonNode search = DurableFile.readJson(file, JsonNode.class).path("search");
      String collection = search.path("result").path("collection").asText();
      int given = 0;
      for (JsonNode query : search.path("queries")) {
        if (given++ < most) {
          lines.add(query(file, ((ObjectNode) query).put("collection", collection)));
        }
      }
    }
    return lines;
  }

  private static QueryLine query(Path file, JsonNode query) {
    try {
      return Json.MAPPER.treeToValue(query, QueryLine.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(file + " is no search", e);
    }
  }

  private static List<Path> files(Path directory, String ending) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
