package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are the old one or the new one, never torn: written under a temporary name, synced,
 * renamed, and the directory synced.
 */
public final class DurableFile {

  private DurableFile() {}

  /** Writes a value as JSON. */
  public static void writeJson(Path file, Object value) {
    try {
      write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Writes text as UTF-8. */
  public static void writeText(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes, making the directories that are missing.
   *
   * @throws UncheckedIOException where the disk does not take them; the old file is then unharmed
   */
  public static void write(Path file, byte[] content) {
    try {
      PrivateFiles.directories(file.getParent());
      Path temporary = file.resolveSibling(file.getFileName() + ".writing");
      try (FileChannel channel = PrivateFiles.rewrite(temporary)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      publish(temporary, file);
    } catch (IOException e) {
      throw new UncheckedIOException(new NotWrittenException(file, content.length, e));
    }
  }

  /** Renames a file that is complete and synced, and makes the rename last. */
  public static void publish(Path temporary, Path file) throws IOException {
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /**
   * Reads a value from JSON.
   *
   * @throws UncheckedIOException where there is no such file, or it holds something else
   */
  public static <T> T readJson(Path file, Class<T> type) {
    try {
      return Json.MAPPER.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
