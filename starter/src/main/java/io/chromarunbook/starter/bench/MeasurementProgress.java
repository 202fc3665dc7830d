package io.chromarunbook.starter.bench;

import io.chromarunbook.starter.terminal.ProgressBar;
import io.chromarunbook.starter.terminal.Terminal;

/** Shows how far one measurement is. */
final class MeasurementProgress {

  private final Terminal terminal;
  private final String what;
  private final long begun = System.nanoTime();

  MeasurementProgress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  void at(long done, long total) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    terminal.showLive(
        "    "
            + what
            + " "
            + (done == 0
                ? ProgressBar.of(done, total, null, null)
                : ProgressBar.of(done, total, done / seconds, seconds / done * (total - done))));
  }
}
