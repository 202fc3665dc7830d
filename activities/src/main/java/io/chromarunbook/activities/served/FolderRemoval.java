package io.chromarunbook.activities.served;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes folders of ours, and what Chroma made in a directory of somebody's. */
public final class FolderRemoval {

  /** Its tables with what SQLite keeps beside them, and a folder for each index. */
  private static final Pattern CHROMAS =
      Pattern.compile(
          "chroma\\.sqlite3(-wal|-shm|-journal)?"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private FolderRemoval() {}

  /** Removes a folder with all that is in it; nothing where it is not there. */
  public static void of(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes Chroma's own files from a directory; whatever else lies there by now stays. */
  public static void ofChromaIn(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.toList();
    }
    for (Path entry : entries) {
      if (CHROMAS.matcher(entry.getFileName().toString()).matches()) {
        of(entry);
      }
    }
  }
}
