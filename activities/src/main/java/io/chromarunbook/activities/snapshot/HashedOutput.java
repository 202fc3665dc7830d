package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.NotWrittenException;
import io.chromarunbook.activities.run.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file under a temporary name whose size and SHA-256 are known when the last byte is written.
 * Closing the stream only ends the writing; {@link #publish} makes the file last under its name.
 */
final class HashedOutput extends OutputStream {

  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private final MessageDigest digest = Sha256.start();
  private long bytes;

  HashedOutput(Path file) {
    this.file = file;
    try {
      PrivateFiles.directories(file.getParent());
      // A name of its own, because an attempt that was given up may still be writing.
      temporary = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".writing");
      channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(new NotWrittenException(file, 0, e));
    }
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    digest.update(content, offset, length);
    bytes += length;
    ByteBuffer buffer = ByteBuffer.wrap(content, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new NotWrittenException(file, bytes, e);
    }
  }

  /** Syncs the file and gives it its name. */
  StoredFile publish(String name, long records, long textBytes) throws IOException {
    try {
      channel.force(true);
      channel.close();
      DurableFile.publish(temporary, file);
    } catch (IOException e) {
      throw new NotWrittenException(file, bytes, e);
    }
    return new StoredFile(
        name, records, bytes, textBytes, HexFormat.of().formatHex(digest.digest()));
  }

  long bytes() {
    return bytes;
  }

  /** Leaves nothing behind of a file that was not published. */
  void discard() {
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
