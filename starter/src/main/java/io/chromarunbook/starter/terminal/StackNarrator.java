package io.chromarunbook.starter.terminal;

import io.chromarunbook.stack.Installation;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.workflows.text.Durations;
import java.nio.file.Path;
import java.time.Duration;

/** Tells what the local stack does while a person waits. */
public final class StackNarrator implements StackListener {

  private static final int LINES_APART = 10;

  private final Terminal terminal;
  private final Paint paint;
  private String installing = "";
  private int lastSaid;

  /** Tells it here. */
  public StackNarrator(Terminal terminal) {
    this.terminal = terminal;
    this.paint = terminal.paint();
  }

  @Override
  public void installing(Installation progress) {
    if (!installing.equals(progress.what())) {
      installing = progress.what();
      lastSaid = 0;
      terminal.say("Installing " + progress.what() + "; this happens once.");
    }
    String line =
        "    "
            + progress.done()
            + " of "
            + progress.total()
            + " packages, "
            + Durations.words((double) progress.elapsed().toSeconds())
            + ": "
            + progress.current();
    if (terminal.isRead()) {
      terminal.showLive(line.substring(0, Math.min(line.length(), terminal.columns() - 1)));
    } else if (progress.done() >= lastSaid + LINES_APART) {
      lastSaid = progress.done();
      terminal.say(line);
    }
  }

  @Override
  public void installed(String what, Duration elapsed, Path location) {
    terminal.say(
        paint.good("✓ ")
            + "Installed "
            + what
            + " in "
            + Durations.words(elapsed.toMillis() / 1000.0));
  }

  @Override
  public void starting(String name, String what) {
    terminal.showLive("Starting " + name + " (" + what + ") …");
  }

  @Override
  public void started(String name, String address, Duration elapsed) {
    String took = elapsed.isZero() ? "runs already" : Durations.words(elapsed.toMillis() / 1000.0);
    terminal.say(paint.good("✓ ") + name + " at " + address + paint.faint("  " + took));
  }

  @Override
  public void stopped(String name) {
    terminal.say("■ " + name + " stopped");
  }

  @Override
  public void notice(String sentence) {
    terminal.say(paint.warning("! ") + sentence);
  }
}
