package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.starter.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one person at a time put records of a run back; whoever dies lets go. */
final class PutBackLock implements AutoCloseable {

  private final FileChannel channel;

  private PutBackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws Failure where somebody else has it
   */
  static PutBackLock take(Path file) {
    try {
      FileChannel channel =
          PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw Failure.refused(
            "Somebody else puts records of this run back at this moment; wait until that has"
                + " ended");
      }
      return new PutBackLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      // Closing the channel, or dying, releases the lock.
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
