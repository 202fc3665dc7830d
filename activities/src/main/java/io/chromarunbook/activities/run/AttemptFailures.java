package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.text.Durations;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Turns what goes wrong in an attempt into the kinds of failure that the workflow knows, and says
 * when another attempt is worth it.
 */
final class AttemptFailures {

  private static final Duration SOONEST_RETRY = Duration.ofSeconds(1);
  private static final Duration LATEST_RETRY = Duration.ofSeconds(15);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final Runs runs;
  private final RunReference reference;
  private final Pulse pulse;
  private final InstantSource clock;
  private final Standstills standstills;
  private final Pausing pausing;
  private volatile LongSupplier bytesToWrite = () -> 0;
  private volatile String limit = "network.giveUpAfter";

  AttemptFailures(
      Runs runs, RunReference reference, Pulse pulse, Standstills standstills, Pausing pausing) {
    this.runs = runs;
    this.reference = reference;
    this.pulse = pulse;
    this.clock = runs.clock();
    this.standstills = standstills;
    this.pausing = pausing;
  }

  /** About how many bytes are still to be written, asked for when the disk is full. */
  void bytesToWrite(LongSupplier bytes) {
    bytesToWrite = bytes;
  }

  /** What allows no more patience, in words. */
  void limitedBy(String words) {
    limit = words;
  }

  /** What is thrown in place of this. */
  RuntimeException of(RuntimeException e) {
    if (e instanceof ChromaException chroma) {
      return ofServer(chroma);
    }
    if (e instanceof UncheckedIOException io) {
      return ofDisk(io);
    }
    if (e instanceof ApplicationFailure known
        && FailureKind.of(known.getType()) == FailureKind.WRONG_HOME) {
      return ofWrongHome(known);
    }
    if (e instanceof TemporalFailure || e instanceof ActivityCompletionException) {
      return e;
    }
    return FailureKind.DEFECT.failure("An activity failed unexpectedly: " + e, e);
  }

  private RuntimeException ofServer(ChromaException e) {
    if (!standstills.endsWith(e)) {
      return FailureKind.REFUSED.failure(e.getMessage(), e);
    }
    try {
      e.retryAfter().ifPresent(this::restAsAsked);
    } catch (ActivityCompletionException gone) {
      return gone;
    }
    Optional<Outage> hopeless = standstills.beyondPatience();
    if (hopeless.isPresent()) {
      return FailureKind.GAVE_UP.failure(e.getMessage() + " " + patienceEnded(hopeless.get()), e);
    }
    FailureKind kind = e.refusesCredentials() ? FailureKind.CREDENTIALS : FailureKind.UNREACHABLE;
    return kind.failure(e.getMessage(), e, nextTry());
  }

  private void restAsAsked(Duration asked) {
    pausing.rest(asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST);
  }

  private String patienceEnded(Outage outage) {
    return "The %s has not gone on for %s, and %s allows no more."
        .formatted(
            outage.what(),
            Durations.words(Duration.between(outage.since(), clock.instant())),
            limit);
  }

  private RuntimeException ofDisk(UncheckedIOException e) {
    DiskTrouble trouble =
        DiskTrouble.of(e.getCause(), runs.folder(reference).path(), bytesToWrite.getAsLong());
    standstills.stop(Outage.Kind.DISK, trouble.what(), trouble.error());
    return FailureKind.DISK.failure(
        "A file cannot be read or written: " + trouble.error() + ".", e, nextTry());
  }

  private RuntimeException ofWrongHome(ApplicationFailure e) {
    String error =
        "it has no folder "
            + runs.folder(reference).path()
            + " of the run, whose home is "
            + home().orElse("another one")
            + "; start a worker with that home";
    standstills.stop(Outage.Kind.WRONG_HOME, "worker with " + runs.homeInWords(), error);
    return FailureKind.WRONG_HOME.failure(
        "The worker with " + runs.homeInWords() + " cannot work on the run: " + error + ".",
        e,
        nextTry());
  }

  private Optional<String> home() {
    try {
      return pulse.home(reference.migration());
    } catch (RuntimeException e) {
      // Whoever knows cannot be asked just now.
      return Optional.empty();
    }
  }

  /**
   * Sooner while it is young, and in time for what is due then: that people are told, and that
   * patience ends.
   */
  private Duration nextTry() {
    Instant now = clock.instant();
    Instant since = standstills.outages().stream().findFirst().map(Outage::since).orElse(now);
    Duration age = Duration.between(since, now);
    Duration wait = within(age, SOONEST_RETRY, LATEST_RETRY);
    Duration untilTold = Standstills.NOTEWORTHY.minus(age);
    if (untilTold.compareTo(SOONEST_RETRY) > 0) {
      wait = within(wait, SOONEST_RETRY, untilTold);
    }
    Duration untilEnd =
        standstills.patienceEnds().map(ends -> Duration.between(now, ends)).orElse(LATEST_RETRY);
    return within(wait, SOONEST_RETRY, within(untilEnd, SOONEST_RETRY, LATEST_RETRY));
  }

  private static Duration within(Duration wanted, Duration least, Duration most) {
    if (wanted.compareTo(least) < 0) {
      return least;
    }
    return wanted.compareTo(most) > 0 ? most : wanted;
  }
}
