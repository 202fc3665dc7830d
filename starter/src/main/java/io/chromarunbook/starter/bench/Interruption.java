package io.chromarunbook.starter.bench;

import io.chromarunbook.starter.terminal.Terminal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * What becomes of a measurement that is interrupted: its servers end and its files go, in the order
 * opposite to the one they came in, and nothing else is said of it.
 */
final class Interruption implements AutoCloseable {

  private static final int AS_BY_CTRL_C = 130;

  private final Terminal terminal;
  private final Deque<Runnable> toPutAway = new ArrayDeque<>();
  private final Thread hook = new Thread(this::putAway, "interrupted");
  private boolean happened;

  private Interruption(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Looked out for until closed. */
  static Interruption lookedOutFor(Terminal terminal) {
    Interruption interruption = new Interruption(terminal);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Something to be put away, which must be harmless where it is put away already. */
  synchronized void puts(Runnable away) {
    if (!happened) {
      toPutAway.push(away);
    }
  }

  private void putAway() {
    terminal.say("");
    terminal.say("Interrupted; the servers of this measurement end now.");
    synchronized (this) {
      happened = true;
    }
    for (Runnable away : toPutAway) {
      try {
        away.run();
      } catch (RuntimeException e) {
        // The measurement may put the same away just now; what is left goes with the next.
        terminal.complain(String.valueOf(e.getMessage()));
      }
    }
    terminal.say("Nothing of it runs any more.");
    // What the measurement says of its servers' end is of no use to anybody.
    Runtime.getRuntime().halt(AS_BY_CTRL_C);
  }

  /** Keeps whoever lost his servers from complaining about it. */
  void swallow() {
    synchronized (this) {
      if (!happened) {
        return;
      }
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      var ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      swallow();
    }
  }
}
