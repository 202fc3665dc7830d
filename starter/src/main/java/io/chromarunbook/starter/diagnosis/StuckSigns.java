package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.terminal.PendingText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Signs that nobody works on a run, or whoever does comes no further. */
final class StuckSigns {

  /** A worker that waits for work asks for it once a minute. */
  private static final Duration ASKING = Duration.ofSeconds(70);

  /** A worker beats every few seconds while it works. */
  private static final Duration BEAT = Duration.ofSeconds(30);

  private static final int MANY_ATTEMPTS = 3;

  private static final Pattern TIMED_OUT =
      Pattern.compile("(?i).*\\b(heartbeat|starttoclose|scheduletoclose) ?timeout.*");

  private final RunFacts facts;

  private StuckSigns(RunFacts facts) {
    this.facts = facts;
  }

  static List<Sign> of(RunFacts facts) {
    if (facts.temporalSilent().isPresent() || facts.known().filter(KnownRun::open).isEmpty()) {
      return List.of();
    }
    StuckSigns signs = new StuckSigns(facts);
    List<Sign> found = new ArrayList<>();
    signs.nobodyAnswers().ifPresent(found::add);
    if (facts.workerSilent().isEmpty()) {
      facts.pending().stream().filter(signs::dies).map(signs::dying).forEach(found::add);
    }
    return found;
  }

  private Optional<Sign> nobodyAnswers() {
    if (facts.known().filter(KnownRun::natively).isPresent()) {
      return Optional.of(
          Sign.of(
              StuckProcess.PAUSED_IN_TEMPORAL,
              null,
              null,
              "Temporal has the workflow as PAUSED: it neither works nor answers."));
    }
    if (facts.workerSilent().isEmpty()) {
      return Optional.empty();
    }
    Silence.NoWorker silence = facts.workerSilent().get();
    Optional<PendingWork> ownCode =
        facts.pending().stream()
            .filter(work -> work.type().equals(PendingWork.OWN_CODE))
            .filter(work -> work.attempt() >= MANY_ATTEMPTS || !work.lastFailure().isEmpty())
            .findFirst();
    if (ownCode.isPresent() && asksForWork(silence, ownCode.get())) {
      return Optional.of(ownCode(ownCode.get()));
    }
    return Optional.of(noWorker(silence));
  }

  /** A worker that is there fails; one that is gone leaves attempts that nobody ended. */
  private boolean asksForWork(Silence.NoWorker silence, PendingWork ownCode) {
    boolean lately =
        silence
            .lastSeen()
            .filter(seen -> Duration.between(seen, facts.now()).compareTo(ASKING) < 0)
            .isPresent();
    return lately && (!ownCode.lastFailure().isEmpty() || facts.workersHere() > 0);
  }

  private Sign ownCode(PendingWork task) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.of(
            "Temporal gives the run's own code to a worker for the "
                + task.attempt()
                + ". time, and no attempt ended well."));
    if (!task.lastFailure().isEmpty()) {
      evidence.add(Evidence.of("It failed with: " + task.lastFailure()));
    }
    return new Sign(StuckProcess.OWN_CODE, "", task.since(), evidence, null);
  }

  private Sign noWorker(Silence.NoWorker silence) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        times ->
            silence
                .lastSeen()
                .map(
                    seen ->
                        "The run does not answer, and a worker last asked Temporal for work at "
                            + times.apply(seen)
                            + ".")
                .orElse(
                    "The run does not answer, and no worker asked Temporal for work in the last five minutes."));
    if (facts.files().isPresent()) {
      evidence.add(
          Evidence.of(
              facts.workersHere() == 0
                  ? "No worker of this home lives on this machine."
                  : "A worker of this home lives on this machine ("
                      + facts.workersHere()
                      + "), and does not take the run's work."));
    }
    evidence.addAll(Undone.of(facts));
    return new Sign(StuckProcess.NO_WORKER, "", silence.lastSeen().orElse(null), evidence, null);
  }

  private boolean dies(PendingWork work) {
    boolean timedOut = work.attempt() > 1 && TIMED_OUT.matcher(oneLine(work)).matches();
    Instant sign = work.lastBeatAt();
    boolean quiet =
        work.state().equals("STARTED")
            && sign != null
            && Duration.between(sign, facts.now()).compareTo(BEAT) > 0;
    return timedOut || quiet;
  }

  private Sign dying(PendingWork work) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        times ->
            PendingText.name(work)
                + ": attempt "
                + work.attempt()
                + (work.lastBeatAt() == null
                    ? ""
                    : ", the last sign of life came at " + times.apply(work.lastBeatAt()))
                + (work.lastFailure().isEmpty() ? "" : "; the attempt before: " + oneLine(work))
                + ".");
    return new Sign(StuckProcess.WORKER_DIES, PendingText.name(work), work.since(), evidence, null);
  }

  private static String oneLine(PendingWork work) {
    return work.lastFailure().strip().lines().findFirst().orElse("").replaceAll("[.]+$", "");
  }
}
