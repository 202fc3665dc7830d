package io.chromarunbook.activities.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One holder at a time, among threads and processes, until it is closed; a holder that is killed
 * lets go. Not for a thread that has it already.
 */
public final class FileMutex implements AutoCloseable {

  // A file lock belongs to the process, so threads of one process need a lock of their own before
  // it.
  private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final Semaphore thread;
  private final FileChannel channel;

  private FileMutex(Semaphore thread, FileChannel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  /**
   * Takes the file, which is made where it is missing, as soon as nobody else has it.
   *
   * @throws UncheckedIOException of a {@link NotWrittenException} where it cannot be locked
   */
  public static FileMutex take(Path file) {
    Semaphore thread = threads(file);
    thread.acquireUninterruptibly();
    return locked(
            file,
            thread,
            channel -> {
              // Closing the channel releases the lock.
              var unused = channel.lock();
              return true;
            })
        .orElseThrow();
  }

  /**
   * Takes the file, as {@link #take}, if nobody has it; nothing where somebody does.
   *
   * @throws UncheckedIOException as there
   */
  public static Optional<FileMutex> takeIfFree(Path file) {
    Semaphore thread = threads(file);
    return thread.tryAcquire()
        ? locked(
            file,
            thread,
            channel -> {
              try {
                var lock = channel.tryLock();
                return lock != null;
              } catch (OverlappingFileLockException e) {
                // Somebody in this process has it, and did not take it by this class.
                return false;
              }
            })
        : Optional.empty();
  }

  private interface Locking {
    boolean lock(FileChannel channel) throws IOException;
  }

  private static Optional<FileMutex> locked(Path file, Semaphore thread, Locking locking) {
    FileMutex mutex = null;
    boolean taken = false;
    try {
      PrivateFiles.directories(file.toAbsolutePath().getParent());
      mutex =
          new FileMutex(
              thread, PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      taken = locking.lock(mutex.channel);
      return taken ? Optional.of(mutex) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(new NotWrittenException(file, 0, e));
    } finally {
      if (mutex == null) {
        thread.release();
      } else if (!taken) {
        mutex.close();
      }
    }
  }

  private static Semaphore threads(Path file) {
    return THREADS.computeIfAbsent(
        file.toAbsolutePath().normalize(), path -> new Semaphore(1, true));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.release();
    }
  }
}
