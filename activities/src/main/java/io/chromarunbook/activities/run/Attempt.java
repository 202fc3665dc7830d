package io.chromarunbook.activities.run;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.pipeline.ProcessorTime;
import io.chromarunbook.workflows.steps.Beat;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TemporalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * One attempt at an activity: beats while it works, notices when it is no longer wanted, and turns
 * what goes wrong into the kinds of failure the workflow knows.
 */
public final class Attempt {

  private static final Duration LONGEST_NAP = Duration.ofMillis(500);

  private final Pulse pulse;
  private final Duration giveUpAfter;
  private volatile Beat beat;
  private volatile ActivityCompletionException unwanted;

  private Attempt(Pulse pulse, Duration giveUpAfter) {
    this.pulse = pulse;
    this.giveUpAfter = giveUpAfter;
    this.beat = new Beat(0, 0, pulse.lastReachable());
  }

  /** Opens the run and works on it, beating all the while. */
  public static <T> T at(Runs runs, RunReference reference, Work<T> work) {
    return at(runs, reference, run -> run.plan().network().giveUpAfter(), work);
  }

  /** The same for work a person waits for: servers get this long to answer, not the plan's time. */
  public static <T> T within(Duration patience, Runs runs, RunReference reference, Work<T> work) {
    return at(runs, reference, run -> patience, work);
  }

  private static <T> T at(
      Runs runs, RunReference reference, Function<OpenRun, Duration> patience, Work<T> work) {
    long start = ProcessorTime.ofThisThread();
    MDC.put("migration", reference.migration());
    Pulse pulse = runs.pulse();
    MDC.put("step", pulse.step());
    try {
      OpenRun run = runs.open(reference);
      Attempt attempt = new Attempt(pulse, patience.apply(run));
      return attempt.beating(() -> work.on(run, attempt));
    } catch (UncheckedIOException e) {
      throw disk(e);
    } finally {
      ProcessorTime.countSince(start);
      MDC.clear();
    }
  }

  /** What an attempt does. */
  @FunctionalInterface
  public interface Work<T> {

    /** Works on a run; must call {@link Attempt#goOn()} at least every few seconds. */
    T on(OpenRun run, Attempt attempt);
  }

  /** Which attempt this is, from 1; a later one has a greater number. */
  public int number() {
    return pulse.attempt();
  }

  /** Which activity this is an attempt at; all attempts at one activity give the same text. */
  public String activity() {
    return pulse.activity();
  }

  /**
   * Waits, because a server asked for it.
   *
   * @throws ActivityCompletionException where the attempt is no longer wanted: let it pass
   */
  public void rest(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    try {
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        goOn();
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LONGEST_NAP.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureKind.UNREACHABLE.failure(
          "This worker shuts down while a server is overloaded; another one goes on.", e);
    }
    goOn();
  }

  /**
   * Says that the work goes on and the servers answer.
   *
   * @throws ActivityCompletionException where the attempt is no longer wanted: let it pass
   */
  public void progress(long recordsDone, long recordsTotal) {
    beat = new Beat(recordsDone, recordsTotal, Instant.now());
    goOn();
  }

  /**
   * Returns while the attempt is wanted.
   *
   * @throws ActivityCompletionException where it no longer is: let it pass
   */
  public void goOn() {
    ActivityCompletionException reason = unwanted;
    if (reason != null) {
      throw reason;
    }
  }

  /** Whether the servers have not answered for longer than the plan is patient. */
  public boolean givesUp() {
    return silence().compareTo(giveUpAfter) >= 0;
  }

  private Duration silence() {
    return Duration.between(beat.lastReachable(), Instant.now());
  }

  private <T> T beating(Supplier<T> work) {
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    try {
      // What is done before the first beat says so by its end.
      long interval = pulse.interval().toMillis();
      ScheduledFuture<?> beating =
          beats.scheduleAtFixedRate(this::sendBeat, interval, interval, TimeUnit.MILLISECONDS);
      try {
        return work.get();
      } finally {
        beating.cancel(false);
      }
    } catch (ChromaException e) {
      throw failure(e);
    } catch (TemporalFailure | ActivityCompletionException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw disk(e);
    } catch (RuntimeException e) {
      throw FailureKind.DEFECT.failure("An activity failed unexpectedly: " + e, e);
    } finally {
      beats.shutdown();
    }
  }

  private void sendBeat() {
    try {
      pulse.beat(beat);
    } catch (ActivityCompletionException e) {
      unwanted = e;
    }
  }

  private RuntimeException failure(ChromaException e) {
    if (!e.kind().transientFault()) {
      return FailureKind.REFUSED.failure(e.getMessage(), e);
    }
    if (givesUp()) {
      return FailureKind.GAVE_UP.failure(
          e.getMessage() + " It has not answered for " + silence().toSeconds() + " s.", e);
    }
    return FailureKind.UNREACHABLE.failure(e.getMessage(), e);
  }

  private static RuntimeException disk(UncheckedIOException e) {
    IOException cause = e.getCause();
    return FailureKind.DISK.failure("A file cannot be read or written: " + cause.getMessage(), e);
  }
}
