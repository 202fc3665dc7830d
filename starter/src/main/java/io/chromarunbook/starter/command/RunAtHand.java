package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.HoldText;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The run a command names: what there is of it, whose it is, and what its folder keeps. */
final class RunAtHand {

  private final Session session;
  private final RunStanding standing;
  private final Belonging belonging;

  private RunAtHand(Session session, RunStanding standing, Belonging belonging) {
    this.session = session;
    this.standing = standing;
    this.belonging = belonging;
  }

  /**
   * The run of this id.
   *
   * @throws ClientFailure.UnknownRun where neither Temporal nor this home knows one
   */
  static RunAtHand of(Session session, String id) {
    return of(session, session.register().standing(id));
  }

  /** The run of this id; nothing where neither Temporal nor this home knows one. */
  static Optional<RunAtHand> find(Session session, String id) {
    return session.register().find(id).map(standing -> of(session, standing));
  }

  private static RunAtHand of(Session session, RunStanding standing) {
    Belonging belonging =
        known(standing)
            .map(run -> Belonging.of(run, session.home(), session.environment()))
            .orElse(new Belonging.Ours());
    return new RunAtHand(session, standing, belonging);
  }

  RunStanding standing() {
    return standing;
  }

  Belonging belonging() {
    return belonging;
  }

  /** What Temporal knows of it; nothing where it knows none. */
  Optional<KnownRun> known() {
    return known(standing);
  }

  private static Optional<KnownRun> known(RunStanding standing) {
    if (standing instanceof RunStanding.Open open) {
      return Optional.of(open.run());
    }
    if (standing instanceof RunStanding.Ended ended) {
      return Optional.of(ended.run());
    }
    return standing instanceof RunStanding.BrokenOff broken
        ? Optional.of(broken.run())
        : Optional.empty();
  }

  /**
   * Returns where the run takes messages from somebody with this home.
   *
   * @throws Failure where it is another home's, or nobody hears them any more
   */
  void mustTakeMessages() {
    mustBeOurs();
    stranded()
        .ifPresent(
            run -> {
              throw Failure.refused(StrandedText.sentence(run, Times.local(), Instant.now()));
            });
    if (standing instanceof RunStanding.Ended ended) {
      throw Failure.refused(
          "The migration "
              + standing.id()
              + " has ended"
              + ended.outcome().map(outcome -> " (" + outcome.state() + ")").orElse("")
              + " and takes no more messages; see "
              + Commands.of("report " + standing.id()));
    }
  }

  /**
   * Returns where this home's people may act on the run.
   *
   * @throws Failure where it is another home's
   */
  void mustBeOurs() {
    if (belonging instanceof Belonging.Theirs theirs) {
      throw Failure.refused(
          "The migration "
              + standing.id()
              + " belongs to the home "
              + theirs.home()
              + ", and this is "
              + ownHome()
              + "; set RUNBOOK_HOME to its home, or, on another machine than that, "
              + Belonging.VARIABLE
              + "="
              + theirs.home());
    }
  }

  /** What readers are told of whose it is; nothing where it is this home's. */
  Optional<String> homeNote() {
    if (belonging instanceof Belonging.Theirs theirs) {
      return Optional.of("It belongs to the home " + theirs.home() + ", and this is " + ownHome());
    }
    return belonging instanceof Belonging.Unknown
        ? Optional.of("Home unknown: it was started by other means than " + Commands.of("start"))
        : Optional.empty();
  }

  private String ownHome() {
    RunbookHome home = session.home();
    return Belonging.home(home, session.environment())
        .map(id -> id + " (" + home.root() + ")")
        .orElse(home.root() + ", which has no id yet");
  }

  /** The run as one that nobody works on any more; nothing where it goes on or ended by itself. */
  Optional<StrandedRun> stranded() {
    return brokenOff()
        ? Optional.of(stranded(session.migrations().locks().heldBy(standing.id())))
        : Optional.empty();
  }

  /** Whether nobody works on it any more although it may have been in the middle of what it did. */
  boolean brokenOff() {
    return standing instanceof RunStanding.BrokenOff || standing instanceof RunStanding.Forgotten;
  }

  /**
   * The run as one that nobody works on any more, which is known already.
   *
   * @param held what it holds, or everybody does
   */
  StrandedRun stranded(List<LockHolder> held) {
    Optional<RecordedRun> recorded = recorded();
    Optional<KnownRun> run = known();
    return new StrandedRun(
        standing.id(),
        run.map(KnownRun::execution)
            .map(StrandedRun.How::valueOf)
            .orElse(StrandedRun.How.FORGOTTEN),
        run.map(KnownRun::closedAt).orElse(null),
        standing instanceof RunStanding.BrokenOff broken ? broken.why() : "",
        run.map(KnownRun::state).orElse(""),
        run.map(KnownRun::step).orElse(""),
        recorded.flatMap(RecordedRun::end).orElse(null),
        recorded.map(RecordedRun::leftBehind).orElse(NotUndone.UNKNOWN),
        recorded.map(RecordedRun::path).orElse(null),
        plan(run.map(KnownRun::planFile).orElse(""), recorded),
        session.register().nextFreeId(standing.id()),
        run.map(KnownRun::replaces).orElse(""),
        run.map(KnownRun::startedBy).orElse(""),
        held.stream()
            .filter(holder -> holder.migration().equals(standing.id()))
            .map(holder -> holder.side() + " " + holder.place().words())
            .toList());
  }

  /** How its plan is started again, with room made where its collections are at the target. */
  StartLine again() {
    Optional<RecordedRun> recorded = recorded();
    Optional<KnownRun> run = known();
    boolean imported =
        recorded.map(RecordedRun::leftBehind).filter(NotUndone::imported).isPresent();
    return StartLine.of(
            plan(run.map(KnownRun::planFile).orElse(""), recorded),
            session.register().nextFreeId(standing.id()))
        .replacing(imported ? standing.id() : run.map(KnownRun::replaces).orElse(""))
        .by(run.map(KnownRun::startedBy).orElse(""));
  }

  private static String plan(String planFile, Optional<RecordedRun> recorded) {
    if (!planFile.isEmpty() && Files.exists(Path.of(planFile))) {
      return planFile;
    }
    return recorded.map(run -> run.planFile().toString()).orElse(StartLine.ANY_PLAN);
  }

  /** What its folder keeps; nothing where that is not here. */
  Optional<RecordedRun> recorded() {
    boolean here = known().map(run -> Belonging.hasFolderOf(run, session.home())).orElse(true);
    return here ? Optional.of(RecordedRun.of(session.home(), standing.id())) : Optional.empty();
  }

  /** The records a HOLD is about; nothing where the run is in none, or its folder is not here. */
  Optional<HeldRecords> held(MigrationStatus status) {
    return HoldText.open(status).flatMap(hold -> recorded().flatMap(run -> run.held(hold)));
  }

  /** How it ended, from Temporal or from its folder; nothing where neither has that. */
  Optional<RecordedEnd> end() {
    if (standing instanceof RunStanding.Ended ended && ended.outcome().isPresent()) {
      var outcome = ended.outcome().get();
      return Optional.of(
          new RecordedEnd(
              outcome.state(), ended.run().closedAt(), outcome.decision(), outcome.reason()));
    }
    return recorded().flatMap(RecordedRun::end);
  }
}
