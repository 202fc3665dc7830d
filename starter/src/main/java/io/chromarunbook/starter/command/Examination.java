package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.diagnosis.RunFacts;
import io.chromarunbook.starter.history.FolderHistory;
import io.chromarunbook.starter.history.LoggedOutages;
import io.chromarunbook.starter.offline.FailedChecks;
import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.ServerLook;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks everybody who can tell something of a run, and changes nothing. */
final class Examination {

  private final Session session;
  private final RunbookHome home;
  private final String id;
  private final RunFacts.Gathering facts;

  private Examination(Session session, String id) {
    this.session = session;
    this.home = session.home();
    this.id = id;
    this.facts = RunFacts.of(id, home.root().toAbsolutePath().normalize(), Instant.now());
  }

  /**
   * All that can be found of a run.
   *
   * @throws Failure where nobody knows it, or nobody who could know it can be asked
   */
  static RunFacts of(Session session, String id) {
    Examination examination = new Examination(session, id);
    TemporalAnswer<Boolean> asked = TemporalAnswer.asked(session, examination::askTemporal);
    if (asked instanceof TemporalAnswer.Silent<Boolean> silent) {
      examination.withoutTemporal(silent.problem());
    }
    examination.askServers();
    return examination.facts.facts();
  }

  /** What a status has asked already, without asking anybody else. */
  static RunFacts of(
      Session session,
      KnownRun known,
      Optional<MigrationStatus> status,
      List<PendingWork> pending,
      Optional<Silence.NoWorker> silence) {
    RunFacts.Gathering gathering =
        RunFacts.of(known.id(), session.home().root().toAbsolutePath().normalize(), Instant.now())
            .known(known)
            .pending(pending)
            .workersHere(workersHere(session.home()));
    status.ifPresent(gathering::status);
    silence.ifPresent(gathering::workerSilent);
    return gathering.facts();
  }

  /** Whether its files are here too. */
  private boolean askTemporal(Migrations migrations) {
    RunAtHand run = RunAtHand.of(session, id);
    facts.lookedAt("Temporal");
    run.known().ifPresent(facts::known);
    if (run.belonging() instanceof Belonging.Theirs theirs) {
      facts.otherHome(theirs.home());
    }
    facts.workersHere(workersHere(home));
    if (run.standing() instanceof RunStanding.Open) {
      askRun(migrations);
    }
    run.stranded().ifPresent(facts::stranded);
    boolean ended = run.standing() instanceof RunStanding.Ended;
    Optional<RecordedEnd> end = ended ? run.end() : Optional.empty();
    facts.end(end);
    facts.again(run.again());
    boolean here = run.known().map(known -> Belonging.hasFolderOf(known, home)).orElse(true);
    Optional<FilesLook> files = here ? Optional.of(look()) : Optional.empty();
    if (!here) {
      facts.unseen(
          run.homeNote()
              .map(note -> "Its files, which are not here. " + note + ".")
              .orElse("Its files, which are not in " + home.root() + " yet."));
    }
    plan(files, run.known());
    return here;
  }

  private void askRun(Migrations migrations) {
    facts.pending(migrations.pending(id));
    facts.lookedAt("what Temporal gives out of its work");
    try {
      MigrationStatus status = migrations.status(id);
      facts.status(status);
      if (status.state() == RunState.HOLD && isHere()) {
        facts.failedChecks(FailedChecks.in(home.run(id)));
      }
      facts.lookedAt("its own status: outages, freeze, gates, people, criteria");
    } catch (SilentWorker e) {
      facts.workerSilent(new Silence.NoWorker(migrations.workerLastSeen(), Instant.now()));
      facts.unseen("Its own status, because no worker answers: freeze, gates and criteria.");
    }
  }

  private void withoutTemporal(String problem) {
    if (!isHere()) {
      throw Failure.unreachable(
          "There is no migration "
              + id
              + " in "
              + home.root()
              + ", and whether Temporal knows one cannot be asked: "
              + problem,
          null);
    }
    facts.temporalSilent(problem, FolderHistory.temporalSilentSince(home));
    facts.unseen("What only Temporal and its worker know: state, freeze, gates, criteria.");
    FilesLook files = look();
    facts.end(files.end());
    if (files.end().isEmpty()) {
      facts.outages(LoggedOutages.lasting(home, id));
      facts.lookedAt("the log of its workers");
    }
    plan(Optional.of(files), Optional.empty());
  }

  private boolean isHere() {
    try {
      return Files.exists(home.run(id).owner());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private FilesLook look() {
    FilesLook files = FilesLook.of(home, id);
    facts.files(files);
    facts.lookedAt(
        "its files in "
            + files.path()
            + (files.snapshot().isEmpty()
                ? ""
                : ", snapshot and "
                    + files.parts().receipts()
                    + " of "
                    + files.parts().parts()
                    + " receipts among them"));
    if (!files.notRead().isEmpty()) {
      facts.unseen(files.notRead() + ".");
    }
    return files;
  }

  private void plan(Optional<FilesLook> files, Optional<KnownRun> known) {
    facts.plan(
        files
            .flatMap(FilesLook::plan)
            .or(
                () ->
                    known
                        .map(KnownRun::planFile)
                        .filter(file -> !file.isEmpty())
                        .flatMap(Examination::read)));
  }

  private static Optional<Plan> read(String file) {
    try {
      return Optional.of(PlanFile.read(Path.of(file)).plan());
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  /** A run that has ended asks no server any more. */
  private void askServers() {
    RunFacts known = facts.facts();
    if (known.end().isPresent() || known.stranded().isPresent()) {
      return;
    }
    if (known.plan().isEmpty()) {
      facts.unseen("Its servers, because its plan is not here.");
      return;
    }
    List<ServerLook> looks = ServerLook.ofBoth(known.plan().get(), session.environment());
    facts.servers(looks);
    facts.lookedAt("both servers, from this machine");
    looks.stream()
        .filter(look -> look.state() == ServerLook.State.NOT_ASKED)
        .forEach(look -> facts.unseen("The " + look.side() + ": " + look.error()));
  }

  private static int workersHere(RunbookHome home) {
    return (int)
        StackState.read(home.root()).workers().stream()
            .filter(worker -> worker.process().isAlive())
            .count();
  }
}
