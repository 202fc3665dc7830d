package io.chromarunbook.activities.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written piece by piece under a temporary name and then gets its own: under that
 * there is only ever a whole file, an older one until then. Of one that is not published nothing
 * stays behind.
 */
public final class FileUnderConstruction implements AutoCloseable {

  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private final Bytes bytes = new Bytes();

  private FileUnderConstruction(Path file, Path temporary, FileChannel channel) {
    this.file = file;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Begins the file that will lie at this path; its directory is made where it is missing.
   *
   * @throws UncheckedIOException of a {@link NotWrittenException} where the disk does not take it
   */
  public static FileUnderConstruction of(Path file) {
    try {
      Path directory = PrivateFiles.directories(file.toAbsolutePath().getParent());
      // A name of its own, because an attempt that was given up may still be writing.
      Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".writing");
      return new FileUnderConstruction(
          file, temporary, FileChannel.open(temporary, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException(new NotWrittenException(file, 0, e));
    }
  }

  /**
   * Where its bytes go, unbuffered. What cannot be written is a {@link NotWrittenException};
   * closing the stream does nothing.
   */
  public OutputStream stream() {
    return bytes;
  }

  /** Bytes so far. */
  public long size() {
    return bytes.written;
  }

  /**
   * Syncs the file and gives it its name, in place of an older one.
   *
   * @throws UncheckedIOException as {@link #of}; the older one is then unharmed
   */
  public void publish() {
    try {
      channel.force(true);
      channel.close();
      DurableFile.publish(temporary, file.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(new NotWrittenException(file, bytes.written, e));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Bytes extends OutputStream {

    private long written;

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      written += length;
      ByteBuffer buffer = ByteBuffer.wrap(content, offset, length);
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw new NotWrittenException(file, written, e);
      }
    }
  }
}
