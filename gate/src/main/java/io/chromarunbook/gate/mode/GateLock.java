package io.chromarunbook.gate.mode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process is the door; the operating system gives the lock back when it dies, however. */
final class GateLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private GateLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes it.
   *
   * @throws GateHeldException where another process has it
   */
  static GateLock in(Path directory) {
    Path file = directory.resolve("gate.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new GateHeldException(
            "Another gate (process "
                + Files.readString(file).strip()
                + ") works with "
                + directory
                + "; there is one gate a source. Stop that one first, or give this one a directory"
                + " of its own with --state.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
      return new GateLock(channel, lock);
    } catch (IOException e) {
      throw new GateStateException(
          "The gate's lock " + file + " cannot be taken: " + e.getMessage() + ".", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new GateStateException("The gate's lock cannot be given back.", e);
    }
  }
}
