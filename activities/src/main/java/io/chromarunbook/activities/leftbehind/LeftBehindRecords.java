package io.chromarunbook.activities.leftbehind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.snapshot.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Records left behind, read one after the other; the next one can be looked at beforehand. */
public final class LeftBehindRecords implements AutoCloseable {

  private final Path path;
  private final JsonParser lines;
  private Optional<LeftBehindRecord> ahead = Optional.empty();

  /** The lines of a file from a byte on. */
  LeftBehindRecords(Path path, long start) {
    this.path = path;
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      this.lines = RecordJson.LINES.createParser(Channels.newInputStream(channel.position(start)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next record, which stays the next one; empty after the last.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it is none
   */
  public Optional<LeftBehindRecord> peek() {
    if (ahead.isEmpty()) {
      ahead = read();
    }
    return ahead;
  }

  /**
   * The next record; empty after the last.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it is none
   */
  public Optional<LeftBehindRecord> next() {
    Optional<LeftBehindRecord> next = peek();
    ahead = Optional.empty();
    return next;
  }

  private Optional<LeftBehindRecord> read() {
    try {
      return lines.nextToken() == null ? Optional.empty() : Optional.of(LeftBehindLine.read(lines));
    } catch (JsonProcessingException e) {
      throw LeftBehindFile.corrupt(
          path, "has a line that is no record: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
