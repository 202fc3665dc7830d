package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      return Optional.of(HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The receipts there are, collection by collection, part by part. */
  List<PartReceipt> receipts() {
    return files(folder.receipts(), ".json").stream()
        .map(file -> receipt(file, DurableFile.readJson(file, JsonNode.class)))
        .toList();
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
    List<Path> files =
        Files.exists(folder.quarantine())
            ? List.of(folder.quarantine())
            : files(folder.quarantines(), ".jsonl");
    long count = 0;
    List<QuarantineLines.Line> first = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.isBlank()) {
            continue;
          }
          count++;
          if (first.size() < QuarantineLines.MOST) {
            JsonNode entry = Json.MAPPER.readTree(line);
            first.add(
                new QuarantineLines.Line(
                    entry.path("collection").asText(""),
                    entry.path("id").asText(""),
                    entry.path("reason").asText("")));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    Path shown = Files.exists(folder.quarantine()) ? folder.quarantine() : folder.quarantines();
    return new QuarantineLines(count, count == 0 ? null : shown.toString(), first);
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
