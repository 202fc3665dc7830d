package io.chromarunbook.starter.bench;

import io.chromarunbook.starter.terminal.ProgressBar;
import io.chromarunbook.starter.terminal.Terminal;

/** Shows how far one measurement is. */
final class MeasurementProgress {

  private static final int INDENT = 4;

  private final Terminal terminal;
  private final String what;
  private final long begun = System.nanoTime();

  MeasurementProgress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  void at(long done, long total) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    Double rate = done == 0 ? null : done / seconds;
    Double eta = done == 0 ? null : seconds / done * (total - done);
    terminal.showLive(
        "    " + ProgressBar.of(done, total, rate, eta, what, terminal.columns() - INDENT));
  }
}
