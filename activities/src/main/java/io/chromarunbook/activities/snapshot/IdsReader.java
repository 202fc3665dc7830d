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
import java.util.ArrayList;
import java.util.List;

/** Reads a file of ids, one JSON string a line, from a byte on. */
public final class IdsReader implements AutoCloseable {

  private final Path file;
  private final long start;
  private final JsonParser lines;

  /** The ids of a file from a byte on, which is 0 or what {@link #position} gave. */
  public IdsReader(Path file, long start) {
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
  public String next() {
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

  /** The next ids in order, at most so many; empty after the last. */
  public List<String> next(int most) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < most) {
      String id = next();
      if (id == null) {
        break;
      }
      ids.add(id);
    }
    return ids;
  }

  /** Leaves out some ids. */
  public void skip(long count) {
    for (long skipped = 0; skipped < count && next() != null; skipped++) {
      // Reading is all there is to it.
    }
  }

  /** Where the next reader goes on: the byte after the id read last. */
  public long position() {
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
