package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The receipts a run has written so far. */
final class ReceiptFiles {

  private ReceiptFiles() {}

  static List<Path> of(RunFolder run) {
    if (!Files.isDirectory(run.receipts())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(run.receipts())) {
      return files.filter(file -> file.getFileName().toString().endsWith(".json")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the receipts of " + run.path(), e);
    }
  }
}
