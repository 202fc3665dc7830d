package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.text.Durations;
import java.time.Instant;
import java.util.Locale;

/** How far a long step is, in a bar and in words. */
public final class ProgressBar {

  private static final int WIDTH = 24;
  private static final int NARROW = 8;
  private static final int FRAME = "[] ".length();

  private ProgressBar() {}

  /**
   * Bar, share, records, rate and time left, as far as they are known and fit; where nothing moves,
   * since when.
   */
  public static String of(ProgressLine progress, int columns, Times times, Instant now) {
    String words =
        words(
            progress.recordsDone(),
            progress.recordsTotal(),
            progress.recordsPerSecond(),
            progress.etaSeconds());
    if (progress.recordsPerSecond() == null
        && progress.movedAt() != null
        && progress.recordsDone() < progress.recordsTotal()) {
      words += "  nothing moved since " + times.of(progress.movedAt(), now);
    }
    return fitted(progress.recordsDone(), progress.recordsTotal(), words, columns);
  }

  /**
   * The same from figures and what is being done, in so many columns; rate and time left are null
   * where nothing can be said.
   */
  public static String of(
      long done, long total, Double recordsPerSecond, Double etaSeconds, String what, int columns) {
    String words = words(done, total, recordsPerSecond, etaSeconds) + "  " + what;
    return fitted(done, total, words, columns);
  }

  /** A live line leaves the last column free, where the cursor stands. */
  private static String fitted(long done, long total, String words, int columns) {
    int width = Math.min(WIDTH, columns - 1 - words.length() - FRAME);
    return width < NARROW ? words.strip() : bar(done, total, width) + words;
  }

  private static String bar(long done, long total, int width) {
    int filled = (int) Math.floor(share(done, total) * width);
    return "[" + "█".repeat(filled) + "░".repeat(width - filled) + "] ";
  }

  private static String words(long done, long total, Double recordsPerSecond, Double etaSeconds) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%3d %%", (int) Math.floor(share(done, total) * 100)));
    line.append(String.format(Locale.ROOT, "  %,d of %,d records", done, total));
    if (recordsPerSecond != null) {
      line.append(String.format(Locale.ROOT, "  %,.0f/s", recordsPerSecond));
    }
    if (etaSeconds != null && done < total) {
      line.append("  ").append(Durations.words(Math.ceil(etaSeconds))).append(" left");
    }
    return line.toString();
  }

  private static double share(long done, long total) {
    return total <= 0 ? 0 : Math.min(1, (double) done / total);
  }
}
