package io.chromarunbook.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts the Temporal server of a stack again when it died, on its ports and its data. */
final class TemporalWatch implements Runnable {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SOUND_LIFE = Duration.ofSeconds(10);

  private final LocalStack stack;
  private final Stopping stop;
  private final Consumer<String> diary;

  /**
   * Watches over a stack's server.
   *
   * @param stop completed when nobody is to be started any more
   * @param diary takes what happened, a sentence each
   */
  TemporalWatch(LocalStack stack, CompletableFuture<Void> stop, Consumer<String> diary) {
    this.stack = stack;
    this.stop = new Stopping(stop);
    this.diary = diary;
  }

  @Override
  public void run() {
    int quickDeaths = 0;
    long started = System.nanoTime() - SOUND_LIFE.toNanos();
    while (!stop.within(LOOK)) {
      if (!died()) {
        continue;
      }
      boolean quick = System.nanoTime() - started < SOUND_LIFE.toNanos();
      quickDeaths = quick ? quickDeaths + 1 : 0;
      if (stop.within(Supervisor.pauseAfter(quickDeaths))) {
        return;
      }
      revive();
      started = System.nanoTime();
    }
  }

  private boolean died() {
    try {
      return stack.temporalDied();
    } catch (StackException e) {
      // What cannot be read says nothing of Temporal; whoever changes the stack next complains.
      return false;
    }
  }

  private void revive() {
    try {
      Optional<TemporalEntry> revived = stack.reviveTemporal();
      revived.ifPresent(
          entry -> diary.accept("temporal had died; it is process " + entry.process().pid()));
    } catch (StackException e) {
      diary.accept(e.getMessage());
    }
  }
}
