package io.chromarunbook.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts the front doors of a stack again when they died, at their ports and in their modes. */
final class GateWatch implements Runnable {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SOUND_LIFE = Duration.ofSeconds(10);

  private final LocalStack stack;
  private final Stopping stop;
  private final Consumer<String> diary;
  private final Map<String, Integer> quickDeaths = new HashMap<>();
  private final Map<String, Long> started = new HashMap<>();

  /**
   * Watches over a stack's doors.
   *
   * @param stop completed when nobody is to be started any more
   * @param diary takes what happened, a sentence each
   */
  GateWatch(LocalStack stack, CompletableFuture<Void> stop, Consumer<String> diary) {
    this.stack = stack;
    this.stop = new Stopping(stop);
    this.diary = diary;
  }

  @Override
  public void run() {
    while (!stop.within(LOOK)) {
      try {
        for (String name : stack.gatesThatDied()) {
          revive(name);
        }
      } catch (StackException e) {
        diary.accept(e.getMessage());
      }
    }
  }

  private void revive(String name) {
    long now = System.nanoTime();
    Long before = started.get(name);
    boolean quick = before != null && now - before < SOUND_LIFE.toNanos();
    quickDeaths.merge(name, 1, (all, one) -> quick ? all + one : 0);
    if (stop.within(Supervisor.pauseAfter(quick ? quickDeaths.get(name) : 0))) {
      return;
    }
    started.put(name, System.nanoTime());
    stack
        .reviveGate(name)
        .ifPresent(
            entry ->
                diary.accept(
                    "the gate " + name + " had died; it is process " + entry.process().pid()));
  }
}
