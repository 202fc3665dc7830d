package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What activities do for runs, done outside any run in this process while somebody waits. */
public final class StandaloneWork {

  // As often as Temporal would try before a server that breaks at a query counts as broken.
  private static final int TRIES = 3;

  /** Hears how far it is. */
  public interface Listener {

    /**
     * So many are done.
     *
     * @param what is being done, like "read from the source"
     */
    void done(String what, long records, long total);

    /** A server has not moved for a while, and is waited for; or that is over. */
    void waiting(Optional<Outage> outage);
  }

  private final StandalonePulse pulse;

  /**
   * Work that nobody has begun yet.
   *
   * @param step what it is, for the log
   */
  public StandaloneWork(String step, Listener listener) {
    this.pulse = new StandalonePulse(step, listener);
  }

  /** By which its attempts keep in touch with whoever waits. */
  public Pulse pulse() {
    return pulse;
  }

  /**
   * Works in slices until nothing is left.
   *
   * @param what is being done
   */
  public void toTheEnd(String what, Function<Position, Progress> slice) {
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      Position from = next.get();
      next = persistently(what, () -> slice.apply(from)).next();
    }
  }

  /**
   * Works, and tries again where that can help.
   *
   * @param what is being done
   */
  public <T> T persistently(String what, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      pulse.stage(what, attempt);
      try {
        return work.get();
      } catch (ApplicationFailure e) {
        if (e.isNonRetryable() || attempt == TRIES) {
          throw e;
        }
      }
    }
  }
}
