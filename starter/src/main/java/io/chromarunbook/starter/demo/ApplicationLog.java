package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the demo's application saw of the migration. */
public record ApplicationLog(List<Entry> entries) {

  private static final String OPEN = "open";
  private static final String WRITE = "write";

  /**
   * One question of the application.
   *
   * @param what count, get, query or write; open while it waits for its server
   * @param said the answer, or the failure in the client's own words
   */
  public record Entry(Instant at, String what, boolean well, String said) {

    /** Whether it was refused because the gate takes no writes. */
    public boolean refused() {
      return what.equals(WRITE) && !well && said.contains("read-only");
    }

    boolean read() {
      return !what.equals(WRITE) && !what.equals(OPEN);
    }

    /** Whether it is something that must not happen. */
    public boolean failed() {
      return !well && !what.equals(OPEN) && !refused();
    }
  }

  public ApplicationLog {
    entries = List.copyOf(entries);
  }

  /** As far as it is written. */
  public static ApplicationLog read(Path file) {
    if (!Files.exists(file)) {
      return new ApplicationLog(List.of());
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return new ApplicationLog(lines.flatMap(line -> entry(line).stream()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The last line may be half written. */
  private static Optional<Entry> entry(String line) {
    try {
      return Optional.of(Json.MAPPER.readValue(line, Entry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Reads that were answered. */
  public long reads() {
    return count(entry -> entry.read() && entry.well());
  }

  /** Writes that were taken. */
  public long writes() {
    return count(entry -> entry.what().equals(WRITE) && entry.well());
  }

  /** Writes that were refused. */
  public List<Entry> refused() {
    return entries.stream().filter(Entry::refused).toList();
  }

  /** How long writes were refused, in all: each time from the first refusal to the next write. */
  public Duration refusedFor() {
    Duration all = Duration.ZERO;
    Instant since = null;
    for (Entry entry : entries) {
      if (entry.refused()) {
        since = since == null ? entry.at() : since;
      } else if (since != null && entry.what().equals(WRITE) && entry.well()) {
        all = all.plus(Duration.between(since, entry.at()));
        since = null;
      }
    }
    return all;
  }

  /** What failed, and was no refusal. */
  public List<Entry> failed() {
    return entries.stream().filter(Entry::failed).toList();
  }

  private long count(Predicate<Entry> which) {
    return entries.stream().filter(which).count();
  }
}
