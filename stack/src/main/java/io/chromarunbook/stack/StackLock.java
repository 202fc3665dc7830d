package io.chromarunbook.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One holder at a time, among threads and processes; a holder that is killed lets go. */
final class StackLock {
  // A file lock belongs to the process, so threads of one process need a lock of their own before
  // it.
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock thread;
  private final FileChannel channel;

  private StackLock(ReentrantLock thread, FileChannel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  /** Waits until nobody else holds the file, then acts. */
  static <T> T holding(Path file, Supplier<T> action) {
    StackLock mutex = acquire(file);
    try {
      return action.get();
    } finally {
      mutex.release();
    }
  }

  /** Acts if nobody else holds the file; nothing where somebody does. */
  static <T> Optional<T> ifFree(Path file, Supplier<Optional<T>> action) {
    ReentrantLock thread = threadLock(file);
    if (!thread.tryLock()) {
      return Optional.empty();
    }
    try (FileChannel channel = open(file);
        FileLock lock = channel.tryLock()) {
      return lock == null ? Optional.empty() : action.get();
    } catch (IOException e) {
      throw unlockable(file, e);
    } finally {
      thread.unlock();
    }
  }

  private static ReentrantLock threadLock(Path file) {
    return THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
  }

  private static FileChannel open(Path file) throws IOException {
    OwnersFiles.directories(file.toAbsolutePath().getParent());
    return OwnersFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static StackException unlockable(Path file, IOException e) {
    return new StackException(
        "Cannot lock "
            + file
            + " ("
            + e.getMessage()
            + "); make its directory writable and try again.",
        e);
  }

  private static StackLock acquire(Path file) {
    ReentrantLock thread = threadLock(file);
    thread.lock();
    FileChannel channel = null;
    try {
      channel = open(file);
      // Closing the channel releases the lock.
      var unused = channel.lock();
      return new StackLock(thread, channel);
    } catch (IOException e) {
      closeQuietly(channel);
      thread.unlock();
      throw unlockable(file, e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing was written through it.
      }
    }
  }

  private void release() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.unlock();
    }
  }
}
