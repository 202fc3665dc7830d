package io.chromarunbook.starter.stack;

import io.chromarunbook.activities.run.FileMutex;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one at a time change something of the stack. */
final class StackLock {

  private StackLock() {}

  /** Waits until nobody else holds the file, then acts. */
  @SuppressWarnings("try") // others are kept out while it is open
  static <T> T holding(Path file, Supplier<T> action) {
    try (FileMutex mutex = locking(file, () -> FileMutex.take(file))) {
      return action.get();
    }
  }

  /** Acts if nobody else holds the file; nothing where somebody does. */
  @SuppressWarnings("try") // others are kept out while it is open
  static <T> Optional<T> ifFree(Path file, Supplier<Optional<T>> action) {
    Optional<FileMutex> free = locking(file, () -> FileMutex.takeIfFree(file));
    if (free.isEmpty()) {
      return Optional.empty();
    }
    try (FileMutex mutex = free.get()) {
      return action.get();
    }
  }

  private static <T> T locking(Path file, Supplier<T> taking) {
    try {
      return taking.get();
    } catch (UncheckedIOException e) {
      throw new StackException(
          "Cannot lock "
              + file
              + " ("
              + e.getCause().getMessage()
              + "); make its directory writable and try again.",
          e);
    }
  }
}
