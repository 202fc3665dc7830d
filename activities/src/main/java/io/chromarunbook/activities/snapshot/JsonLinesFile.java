package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.NotWrittenException;
import io.chromarunbook.activities.run.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private final JsonGenerator generator;
  private long lines;

  /** Starts the file that will lie at this path; its directory is made where missing. */
  public JsonLinesFile(Path file) {
    this.file = file;
    try {
      PrivateFiles.directories(file.getParent());
      // A name of its own, because an attempt that was given up may still be writing.
      temporary = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".writing");
      channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
      generator = RecordJson.LINES.createGenerator(Channels.newOutputStream(channel));
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Appends a line. */
  public void add(Line line) {
    try {
      line.write(generator);
    } catch (IOException e) {
      throw notWritten(e);
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
      channel.force(true);
      channel.close();
      DurableFile.publish(temporary, file);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private UncheckedIOException notWritten(IOException e) {
    return new UncheckedIOException(new NotWrittenException(file, 0, e));
  }

  /** Leaves nothing behind of a file that was not published. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
