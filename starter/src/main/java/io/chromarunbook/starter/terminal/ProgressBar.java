package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.ProgressLine;
import java.util.Locale;

/** How far a long step is, in a bar and in words. */
public final class ProgressBar {

  private static final int WIDTH = 24;

  private ProgressBar() {}

  /** Bar, share, records, rate and time left, as far as they are known. */
  public static String of(ProgressLine progress) {
    return of(
        progress.recordsDone(),
        progress.recordsTotal(),
        progress.recordsPerSecond(),
        progress.etaSeconds());
  }

  /** The same from figures; rate and time left are null where nothing can be said. */
  public static String of(long done, long total, Double recordsPerSecond, Double etaSeconds) {
    double share = total <= 0 ? 0 : Math.min(1, (double) done / total);
    int filled = (int) Math.floor(share * WIDTH);
    StringBuilder line = new StringBuilder();
    line.append('[').append("█".repeat(filled)).append("░".repeat(WIDTH - filled)).append("] ");
    line.append(String.format(Locale.ROOT, "%3d %%", (int) Math.floor(share * 100)));
    line.append(String.format(Locale.ROOT, "  %,d of %,d records", done, total));
    if (recordsPerSecond != null) {
      line.append(String.format(Locale.ROOT, "  %,.0f records/s", recordsPerSecond));
    }
    if (etaSeconds != null && done < total) {
      line.append("  ").append(Durations.words(Math.ceil(etaSeconds))).append(" left");
    }
    return line.toString();
  }
}
