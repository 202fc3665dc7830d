package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.standing.TargetLook;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Restarts the target, and sees for itself that it was away and is back. */
final class TargetRestart {

  private static final AnswerTime WATCHING = new AnswerTime.OfEach(Duration.ofSeconds(1));
  private static final AnswerTime READING = new AnswerTime.OfEach(Duration.ofSeconds(10));
  private static final Duration BETWEEN = Duration.ofMillis(500);

  // A command may end before the server it was told to restart has gone.
  private static final Duration TO_GO = Duration.ofSeconds(5);

  // What a server that answers still has not got by then, it has lost.
  private static final Duration TO_LOAD = Duration.ofSeconds(30);

  private final OpenRun run;
  private final Attempt attempt;
  private final Supplier<Optional<String>> deed;
  private final TargetLook look;

  /**
   * A restart.
   *
   * @param deed does it; says why it could not
   */
  TargetRestart(OpenRun run, Attempt attempt, Supplier<Optional<String>> deed) {
    this.run = run;
    this.attempt = attempt;
    this.deed = deed;
    this.look = new TargetLook(run, attempt);
  }

  ActionResult perform() {
    try (AwayWatch watch = new AwayWatch(() -> run.target(WATCHING))) {
      Optional<RestartEntry> earlier =
          RestartEntry.read(run.folder())
              .filter(entry -> entry.activity().equals(attempt.activity()));
      if (earlier.isEmpty()) {
        Optional<String> failure = deed.get();
        if (failure.isPresent()) {
          return failed(failure.get());
        }
        Instant away = watch.away().map(AwayWatch.Away::from).orElse(null);
        new RestartEntry(attempt.activity(), Instant.now(), away).write(run.folder());
        attempt.progress(0, 0);
      }
      awaitGoing(watch, earlier);
      Optional<String> missing = awaitCollections();
      return missing.isPresent() ? failed(missing.get()) : back(watch, earlier);
    }
  }

  private void awaitGoing(AwayWatch watch, Optional<RestartEntry> earlier) {
    Instant end = Instant.now().plus(TO_GO);
    while (seenAway(watch, earlier).isEmpty() && Instant.now().isBefore(end)) {
      attempt.rest(BETWEEN);
    }
  }

  /** What is missing when patience has ended; empty as soon as nothing is. */
  private Optional<String> awaitCollections() {
    Instant answered = Instant.now();
    Instant answering = null;
    while (true) {
      String missing;
      try (ChromaServer target = run.target(READING)) {
        Optional<String> found = look.missing(target);
        attempt.progress(0, 0);
        answered = Instant.now();
        if (found.isEmpty()) {
          return found;
        }
        missing = found.get();
        answering = answering == null ? Instant.now() : answering;
        if (Instant.now().isAfter(answering.plus(patienceWithLoading()))) {
          return Optional.of("it answers again, but does not have what was migrated: " + missing);
        }
      } catch (ChromaException e) {
        boolean hopeless = attempt.givesUp() || Instant.now().isAfter(answered.plus(patience()));
        if (!e.kind().transientFault() || hopeless) {
          return Optional.of("it does not answer as it should since then: " + e.getMessage());
        }
      }
      attempt.rest(BETWEEN);
    }
  }

  private Duration patience() {
    return run.plan().network().giveUpAfter();
  }

  private Duration patienceWithLoading() {
    return patience().compareTo(TO_LOAD) < 0 ? patience() : TO_LOAD;
  }

  private static Optional<Instant> seenAway(AwayWatch watch, Optional<RestartEntry> earlier) {
    return earlier.map(RestartEntry::awayFrom).or(() -> watch.away().map(AwayWatch.Away::from));
  }

  private ActionResult back(AwayWatch watch, Optional<RestartEntry> earlier) {
    String whole =
        String.format(
            Locale.ROOT,
            "has all %,d collections with their %,d records",
            look.collections(),
            look.records());
    Optional<Instant> from = seenAway(watch, earlier);
    if (from.isEmpty()) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "What restarts the target ended well, but the server at "
              + url()
              + " was never seen to be away, so that it was restarted is not proven. It "
              + whole
              + ".");
    }
    Instant until = watch.away().map(AwayWatch.Away::until).orElseGet(Instant::now);
    return new ActionResult(
        State.DONE,
        String.format(
            Locale.ROOT,
            "The target at %s was restarted: seen to be away from %s to %s (%.1f s), it is back and %s.",
            url(),
            from.get().truncatedTo(ChronoUnit.MILLIS),
            until.truncatedTo(ChronoUnit.MILLIS),
            Duration.between(from.get(), until).toMillis() / 1000.0,
            whole));
  }

  private ActionResult failed(String why) {
    return new ActionResult(
        State.FAILED, "The target at " + url() + " was not restarted as it should: " + why);
  }

  private String url() {
    return run.plan().target().url();
  }
}
