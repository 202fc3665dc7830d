package io.chromarunbook.activities.served;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes a folder of ours with all that is in it. */
public final class FolderRemoval {

  private FolderRemoval() {}

  /** Removes it; nothing where it is not there. */
  public static void of(Path folder) throws IOException {
    within(folder);
    Files.deleteIfExists(folder);
  }

  /** Removes all that is in it. */
  public static void within(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
