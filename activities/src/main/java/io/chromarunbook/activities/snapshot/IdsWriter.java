package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes a file of ids, one JSON string a line, because an id may hold any character. */
final class IdsWriter implements AutoCloseable {

  private final HashedOutput file;
  private final JsonGenerator lines;
  private long count;

  IdsWriter(Path path) {
    file = new HashedOutput(path);
    try {
      lines = RecordJson.LINES.createGenerator(file);
    } catch (IOException e) {
      file.discard();
      throw new UncheckedIOException(e);
    }
  }

  void write(String id) {
    try {
      lines.writeString(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count++;
  }

  StoredFile publish(String name) {
    try {
      if (count > 0) {
        lines.writeRaw('\n');
      }
      lines.close();
      return file.publish(name, count, file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.discard();
  }
}
