package io.chromarunbook.activities.run;

import io.chromarunbook.activities.pipeline.ProcessorTime;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * One attempt at an activity: beats while it works, notices when it is no longer wanted, and tells
 * the run what it waits for.
 */
public final class Attempt implements Pausing {

  private static final Duration LONGEST_NAP = Duration.ofMillis(500);

  private final Runs runs;
  private final RunReference reference;
  private final Pulse pulse;
  private final InstantSource clock;
  private final Standstills standstills;
  private final OutageReporter reporter;
  private final AttemptFailures failures;
  private volatile ActivityCompletionException unwanted;
  private Duration patience;

  private Attempt(Runs runs, RunReference reference, Pulse pulse) {
    this.runs = runs;
    this.reference = reference;
    this.pulse = pulse;
    this.clock = runs.clock();
    this.standstills = runs.standstills(reference, pulse);
    this.reporter =
        new OutageReporter(
            standstills, pulse, reference.migration(), clock, runs.outages(), Lookout.tellers());
    this.failures = new AttemptFailures(runs, reference, pulse, standstills, this);
  }

  /** What an attempt does. */
  @FunctionalInterface
  public interface Work<T> {

    /** Works on a run; must call {@link Attempt#throwIfCancelled()} at least every few seconds. */
    T on(OpenRun run, Attempt attempt);
  }

  /**
   * Opens the run and works on it, beating all the while. Each server that does not move is waited
   * for as long as the plan says.
   */
  public static <T> T at(Runs runs, RunReference reference, Work<T> work) {
    return begun(
        runs,
        reference,
        attempt -> {
          OpenRun run = attempt.open();
          attempt.patience(attempt.planned(run));
          return work.on(run, attempt);
        });
  }

  /**
   * The same with less patience than the plan has.
   *
   * @param patience the longest that a server which does not move is waited for
   */
  public static <T> T at(Runs runs, RunReference reference, Duration patience, Work<T> work) {
    return begun(
        runs,
        reference,
        attempt -> {
          OpenRun run = attempt.open();
          attempt.patience(attempt.atMost(patience, attempt.planned(run), "a person who waits"));
          return work.on(run, attempt);
        });
  }

  /** Does something about a run that need not be open. */
  static <T> T about(Runs runs, RunReference reference, Supplier<T> work) {
    return begun(runs, reference, attempt -> work.get());
  }

  private interface Beginning<T> {
    T of(Attempt attempt);
  }

  private static <T> T begun(Runs runs, RunReference reference, Beginning<T> work) {
    long start = ProcessorTime.ofThisThread();
    MDC.put("migration", reference.migration());
    Pulse pulse = runs.pulse();
    MDC.put("step", pulse.step());
    try {
      Attempt attempt = new Attempt(runs, reference, pulse);
      return attempt.beating(() -> work.of(attempt));
    } finally {
      ProcessorTime.countSince(start);
      MDC.clear();
    }
  }

  private OpenRun open() {
    OpenRun run = runs.open(reference, this::watch);
    standstills.goOn(Outage.Kind.WRONG_HOME);
    return run;
  }

  private CallWatch watch(String server, String mend) {
    return new PatientWatch(
        standstills.watch(server, mend),
        () -> standstills.heard(server),
        this,
        standstills.pageSizes(server));
  }

  private Duration planned(OpenRun run) {
    Duration planned = run.plan().network().giveUpAfter();
    return atMost(pulse.patience(planned), planned, "a person who waits");
  }

  /** The less of both; of what is less than planned it is said whose it is. */
  private Duration atMost(Duration patience, Duration planned, String whose) {
    if (patience.compareTo(planned) >= 0) {
      return planned;
    }
    failures.limitedBy(whose);
    return patience;
  }

  /**
   * From now on a server that does not move is waited for no longer than this.
   *
   * @param whose this patience is, in words
   */
  public void waitAtMost(Duration longest, String whose) {
    patience(atMost(longest, patience, whose));
  }

  private void patience(Duration longest) {
    patience = longest;
    standstills.patience(longest);
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
   * Waits, because a server asked for it; not beyond the patience there is with it.
   *
   * @throws ActivityCompletionException where the attempt is no longer wanted: let it pass
   */
  @Override
  public void rest(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    try {
      for (long left = end - System.nanoTime();
          left > 0 && !givesUp();
          left = end - System.nanoTime()) {
        throwIfCancelled();
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LONGEST_NAP.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureKind.UNREACHABLE.failure(
          "This worker shuts down while a server is overloaded; another one goes on.", e);
    }
    throwIfCancelled();
  }

  /**
   * Says that the work goes on and the servers answer.
   *
   * @throws ActivityCompletionException where the attempt is no longer wanted: let it pass
   */
  public void progress(long recordsDone, long recordsTotal) {
    standstills.done(recordsDone, recordsTotal);
    throwIfCancelled();
  }

  /**
   * Returns while the attempt is wanted.
   *
   * @throws ActivityCompletionException where it no longer is: let it pass
   */
  public void throwIfCancelled() {
    ActivityCompletionException reason = unwanted;
    if (reason != null) {
      throw reason;
    }
  }

  @Override
  public boolean givesUp() {
    return standstills.beyondPatience().isPresent();
  }

  /**
   * Says how much this attempt is to write, for whoever has to make room where the disk is full.
   *
   * @param bytes asked for when the disk is full: about how many are still to come
   */
  public void writes(LongSupplier bytes) {
    failures.bytesToWrite(bytes);
  }

  /**
   * Says that something of the run's own is waited for.
   *
   * @param what in words
   * @param until it is waited for no longer
   */
  public void waitsForLock(String what, String why, Instant until) {
    standstills.stop(Outage.Kind.LOCK, what, why, until);
  }

  /** Says that no lock is waited for any longer. */
  public void hasLock() {
    standstills.goOn(Outage.Kind.LOCK);
  }

  /**
   * Says that something which is no Chroma server does not answer.
   *
   * @param what in words, with its address
   * @param until it is waited for no longer
   */
  public void waitsForAnswer(String what, String why, Instant until) {
    standstills.stop(Outage.Kind.SILENT_SERVER, what, why, until);
  }

  /** Says that it answers. */
  public void hasAnswer(String what) {
    standstills.goOn(what);
  }

  /** Says that the disk takes what is written: work that counts no records says it so. */
  public void diskTakesWrites() {
    standstills.goOn(Outage.Kind.DISK);
  }

  private <T> T beating(Supplier<T> work) {
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    // What is done before the first beat says so by its end.
    long interval = pulse.interval().toMillis();
    ScheduledFuture<?> beating =
        beats.scheduleAtFixedRate(this::sendBeat, interval, interval, TimeUnit.MILLISECONDS);
    Map<String, String> context = MDC.getCopyOfContextMap();
    ScheduledFuture<?> looking = Lookout.everySecond(() -> look(context));
    try {
      T result = work.get();
      reporter.over();
      return result;
    } catch (RuntimeException e) {
      throw ended(e);
    } finally {
      looking.cancel(false);
      beating.cancel(false);
      beats.shutdown();
    }
  }

  private void look(Map<String, String> context) {
    MDC.setContextMap(context);
    try {
      standstills.breakOffHopeless();
      reporter.look();
    } finally {
      MDC.clear();
    }
  }

  private void sendBeat() {
    try {
      pulse.beat(standstills.beat());
    } catch (ActivityCompletionException e) {
      unwanted = e;
      standstills.breakOffSilent();
    }
  }

  /** What is thrown in place of a failure, after everybody has been told what is to be told. */
  private RuntimeException ended(RuntimeException e) {
    RuntimeException failure = failures.of(e);
    if (failure instanceof ActivityCompletionException gone) {
      if (endsActivity(gone)) {
        reporter.over();
      }
    } else if (failure instanceof ApplicationFailure last && last.isNonRetryable()) {
      reporter.over();
    } else {
      reporter.look();
      passOn();
    }
    return failure;
  }

  // The next attempt, which may be in another process, is to know since when.
  private void passOn() {
    try {
      pulse.beat(standstills.beat());
    } catch (RuntimeException e) {
      // It will find out by itself; this one's failure is what counts.
    }
  }

  // Else another attempt goes on, now or soon, and what it waits for is for that one to say.
  private static boolean endsActivity(ActivityCompletionException gone) {
    return gone instanceof ActivityCanceledException
        && !(gone.getCause() instanceof TimeoutFailure);
  }
}
