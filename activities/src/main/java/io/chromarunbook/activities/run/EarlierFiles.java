package io.chromarunbook.activities.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Keeps a file that is about to be replaced, under the first free of its numbered names. */
public final class EarlierFiles {

  private EarlierFiles() {}

  /**
   * Keeps what lies there; does nothing where nothing does, or where it is kept already.
   *
   * @param numbered the name of the file of a number, counted from 1
   */
  public static void keep(Path file, IntFunction<Path> numbered) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      int free = 1;
      while (Files.exists(numbered.apply(free))) {
        free++;
      }
      // Whoever was interrupted right after this comes again.
      if (free > 1 && Files.isSameFile(file, numbered.apply(free - 1))) {
        return;
      }
      // A second name: what replaces the first one leaves the content alone.
      Files.createLink(numbered.apply(free), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
