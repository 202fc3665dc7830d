package io.chromarunbook.starter.terminal;

/**
 * Shows how far work on many records is: in place on a terminal, in a line for each fifth
 * elsewhere.
 */
public final class RecordProgress {

  private static final int FIFTHS = 5;
  // What is done within it needs no progress.
  private static final double SHORT_SECONDS = 1;

  private static final int INDENT = 4;

  private final Terminal terminal;
  private String what = "";
  private long since;
  private long from;
  private int fifth;

  /** Shows it here. */
  public RecordProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * So many are done.
   *
   * @param now what is being done; when that changes, it begins anew
   */
  public void done(String now, long records, long total) {
    if (!now.equals(what)) {
      what = now;
      since = System.nanoTime();
      from = records;
      fifth = 0;
    }
    double seconds = (System.nanoTime() - since) / 1e9;
    Double rate = seconds > 0 && records > from ? (records - from) / seconds : null;
    Double eta = rate == null ? null : (total - records) / rate;
    String line =
        "    " + ProgressBar.of(records, total, rate, eta, what, terminal.columns() - INDENT);
    if (terminal.isRead()) {
      terminal.showLive(line);
      return;
    }
    int reached = total == 0 ? FIFTHS : (int) (FIFTHS * records / total);
    if (reached > fifth && seconds > SHORT_SECONDS) {
      fifth = reached;
      terminal.say(line);
    }
  }
}
