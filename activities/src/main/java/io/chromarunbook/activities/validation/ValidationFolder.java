package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.FileMutex;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder a validation outside any run works in, for one at a time. It is cleared before and
 * after, apart from what was found; what a killed one left, the next one clears.
 */
final class ValidationFolder {

  private final RunFolder folder;
  private final FileMutex lock;

  private ValidationFolder(RunFolder folder, FileMutex lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind FENCED where another validation has it
   */
  static ValidationFolder take(RunFolder folder) {
    // No migration's id begins with a dot.
    Path file = folder.path().resolveSibling("." + folder.path().getFileName() + ".lock");
    FileMutex lock =
        FileMutex.takeIfFree(file)
            .orElseThrow(
                () ->
                    FailureKind.FENCED.failure(
                        "Another validation works in "
                            + folder.path()
                            + "; wait until it has ended.",
                        null));
    ValidationFolder taken = new ValidationFolder(folder, lock);
    try {
      taken.clear(Set.of());
      return taken;
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException(e);
    }
  }

  private void clear(Set<Path> kept) throws IOException {
    if (!Files.exists(folder.path())) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder.path())) {
      List<Path> deepestFirst =
          below
              .filter(path -> !path.equals(folder.path()) && !kept.contains(path))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  /** Leaves only what was found, and lets others in. */
  void clear() {
    try (lock) {
      clear(Set.of(folder.validation(), folder.validationFailures()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
