package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chromarunbook.activities.run.FileUnderConstruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A file of JSON objects, one a line, in the notation of records. Under its name there is only ever
 * a complete file: it is written in one go and published, never appended to.
 */
public final class JsonLinesFile implements AutoCloseable {

  /** Writes one JSON object at a generator's place. */
  @FunctionalInterface
  public interface Line {

    /** Writes it. */
    void write(JsonGenerator generator) throws IOException;
  }

  private final FileUnderConstruction file;
  private final JsonGenerator generator;
  private long lines;

  /** Starts the file that will lie at this path; its directory is made where missing. */
  public JsonLinesFile(Path file) {
    this.file = FileUnderConstruction.of(file);
    try {
      generator = RecordJson.LINES.createGenerator(this.file.stream());
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a line. */
  public void add(Line line) {
    try {
      line.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines++;
  }

  /** Lines so far. */
  public long lines() {
    return lines;
  }

  /** Syncs the file and gives it its name, in place of an older one. */
  public void publish() {
    try {
      if (lines > 0) {
        generator.writeRaw('\n');
      }
      generator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.publish();
  }

  /** Leaves nothing behind of a file that was not published. */
  @Override
  public void close() {
    file.close();
  }
}
