package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's files as somebody reads them who cannot ask the run: any may be missing or damaged. */
final class RunFiles {

  private final List<Path> unreadable = new ArrayList<>();

  /** Files that are there and cannot be read. */
  List<Path> unreadable() {
    return unreadable;
  }

  /** What a file holds; a missing node where there is none, or it cannot be read. */
  JsonNode json(Path file) {
    try {
      return Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      unreadable.add(file);
      return MissingNode.getInstance();
    }
  }

  /** When a file was written last; nothing where there is none. */
  static Optional<Instant> written(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  /** The moment a value names; nothing where it names none. */
  static Optional<Instant> moment(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
