package io.chromarunbook.activities.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Why a file of a run could not be written or read, and what would mend it.
 *
 * @param what which disk it is about, in words
 * @param error in words, without a full stop
 */
record DiskTrouble(String what, String error) {

  private static final String NO_SPACE = "No space left on device";

  /**
   * Reads a failure.
   *
   * @param folder of the run, where the failure names no file
   * @param needed bytes still to be written in all, as far as anybody knows; else 0
   */
  static DiskTrouble of(IOException failure, Path folder, long needed) {
    IOException cause = failure;
    Path file = folder;
    long least = needed;
    if (failure instanceof NotWrittenException notWritten) {
      cause = (IOException) failure.getCause();
      file = notWritten.file();
      least = Math.max(needed, notWritten.bytes());
    } else if (failure instanceof FileSystemException named && named.getFile() != null) {
      file = Path.of(named.getFile());
    }
    return new DiskTrouble("disk of " + folder, file + ": " + reason(cause, file, least));
  }

  private static String reason(IOException cause, Path file, long needed) {
    if (String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
      return "no space is left: needs "
          + (needed > 0 ? size(needed) : "more")
          + ", has "
          + free(file);
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied; give this worker the right to write there";
    }
    if (cause instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (cause instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String free(Path file) {
    for (Path there = file; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        try {
          return size(Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
          return "an unknown rest";
        }
      }
    }
    return "an unknown rest";
  }

  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
