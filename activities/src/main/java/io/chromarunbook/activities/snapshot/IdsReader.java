package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file of ids, one JSON string a line, from a byte on. */
final class IdsReader implements AutoCloseable {

  private final Path file;
  private final long start;
  private final JsonParser lines;

  IdsReader(Path file, long start) {
    this.file = file;
    this.start = start;
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      InputStream in = Channels.newInputStream(channel.position(start));
      lines = RecordJson.LINES.createParser(in);
    } catch (NoSuchFileException e) {
      throw corrupt("is missing", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next id, or null after the last. */
  String next() {
    try {
      JsonToken token = lines.nextToken();
      if (token == null) {
        return null;
      }
      if (token != JsonToken.VALUE_STRING) {
        throw corrupt("is not a list of ids", null);
      }
      return lines.getText();
    } catch (JsonProcessingException e) {
      throw corrupt("is not a list of ids: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves out some ids. */
  void skip(long count) {
    for (long skipped = 0; skipped < count && next() != null; skipped++) {
      // Reading is all there is to it.
    }
  }

  /** Where the next reader goes on: the byte after the id read last. */
  long position() {
    return start + lines.currentLocation().getByteOffset();
  }

  private RuntimeException corrupt(String what, Throwable cause) {
    return FailureKind.CORRUPT_DATA.failure(
        "The snapshot file " + file + " " + what + "; take the snapshot again.", cause);
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
