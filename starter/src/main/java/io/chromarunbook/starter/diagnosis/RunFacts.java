package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.ServerLook;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.Outage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a run at one moment. What nobody could be asked for is not there, and what
 * that was is said by {@link #unseen}.
 *
 * @param home of this machine's runs
 * @param otherHome whose run it is, where it is not this home's: nothing is offered then that acts
 * @param temporalSilent what is told where Temporal does not answer
 * @param temporalSilentSince as a worker of this home noticed; nothing where none did
 * @param workerSilent that no worker answers for the run; nothing where one does, or none was asked
 * @param workersHere how many workers of this home live on this machine
 * @param known the run as Temporal itself knows it
 * @param status the run's own answer
 * @param failedChecks checks that fail, of what a HOLD or a gate decides on
 * @param pending what it waits for, as Temporal itself knows it
 * @param outages what its workers logged last of things that do not move
 * @param stranded where nobody works on it any more
 * @param end how it ended
 * @param plan by which it goes
 * @param files its folder, where that is here
 * @param servers how they answer this machine
 * @param again how the same plan is started again
 * @param lookedAt what was looked at, in words
 * @param unseen what could not be seen, and why
 */
public record RunFacts(
    String id,
    Instant now,
    Path home,
    Optional<String> otherHome,
    Optional<String> temporalSilent,
    Optional<Instant> temporalSilentSince,
    Optional<Silence.NoWorker> workerSilent,
    int workersHere,
    Optional<KnownRun> known,
    Optional<MigrationStatus> status,
    List<CheckResult> failedChecks,
    List<PendingWork> pending,
    List<Outage> outages,
    Optional<StrandedRun> stranded,
    Optional<RecordedEnd> end,
    Optional<Plan> plan,
    Optional<FilesLook> files,
    List<ServerLook> servers,
    Optional<StartLine> again,
    List<String> lookedAt,
    List<String> unseen) {

  public RunFacts {
    failedChecks = List.copyOf(failedChecks);
    pending = List.copyOf(pending);
    outages = List.copyOf(outages);
    servers = List.copyOf(servers);
    lookedAt = List.copyOf(lookedAt);
    unseen = List.copyOf(unseen);
  }

  /** Facts of a run, of which nothing is known yet. */
  public static Gathering of(String id, Path home, Instant now) {
    return new Gathering(id, home, now);
  }

  /** Facts as they are found one after the other. */
  public static final class Gathering {

    private final String id;
    private final Path home;
    private final Instant now;
    private Optional<String> otherHome = Optional.empty();
    private Optional<String> temporalSilent = Optional.empty();
    private Optional<Instant> temporalSilentSince = Optional.empty();
    private Optional<Silence.NoWorker> workerSilent = Optional.empty();
    private int workersHere;
    private Optional<KnownRun> known = Optional.empty();
    private Optional<MigrationStatus> status = Optional.empty();
    private List<CheckResult> failedChecks = List.of();
    private List<PendingWork> pending = List.of();
    private List<Outage> outages = List.of();
    private Optional<StrandedRun> stranded = Optional.empty();
    private Optional<RecordedEnd> end = Optional.empty();
    private Optional<Plan> plan = Optional.empty();
    private Optional<FilesLook> files = Optional.empty();
    private List<ServerLook> servers = List.of();
    private Optional<StartLine> again = Optional.empty();
    private final List<String> lookedAt = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();

    private Gathering(String id, Path home, Instant now) {
      this.id = id;
      this.home = home;
      this.now = now;
    }

    public Gathering otherHome(String its) {
      otherHome = Optional.of(its);
      return this;
    }

    public Gathering temporalSilent(String why, Optional<Instant> since) {
      temporalSilent = Optional.of(why);
      temporalSilentSince = since;
      return this;
    }

    public Gathering workerSilent(Silence.NoWorker silence) {
      workerSilent = Optional.of(silence);
      return this;
    }

    public Gathering workersHere(int alive) {
      workersHere = alive;
      return this;
    }

    public Gathering known(KnownRun run) {
      known = Optional.of(run);
      return this;
    }

    public Gathering status(MigrationStatus answer) {
      status = Optional.of(answer);
      return this;
    }

    public Gathering failedChecks(List<CheckResult> checks) {
      failedChecks = checks;
      return this;
    }

    public Gathering pending(List<PendingWork> work) {
      pending = work;
      return this;
    }

    public Gathering outages(List<Outage> logged) {
      outages = logged;
      return this;
    }

    public Gathering stranded(StrandedRun run) {
      stranded = Optional.of(run);
      return this;
    }

    public Gathering end(Optional<RecordedEnd> how) {
      end = how;
      return this;
    }

    public Gathering plan(Optional<Plan> inForce) {
      plan = inForce;
      return this;
    }

    public Gathering files(FilesLook look) {
      files = Optional.of(look);
      return this;
    }

    public Gathering servers(List<ServerLook> looks) {
      servers = looks;
      return this;
    }

    public Gathering again(StartLine line) {
      again = Optional.of(line);
      return this;
    }

    /** Says that this was looked at. */
    public Gathering lookedAt(String what) {
      lookedAt.add(what);
      return this;
    }

    /** Says that this could not be seen. */
    public Gathering unseen(String what) {
      unseen.add(what);
      return this;
    }

    /** All of them. */
    public RunFacts facts() {
      return new RunFacts(
          id,
          now,
          home,
          otherHome,
          temporalSilent,
          temporalSilentSince,
          workerSilent,
          workersHere,
          known,
          status,
          failedChecks,
          pending,
          outages,
          stranded,
          end,
          plan,
          files,
          servers,
          again,
          lookedAt,
          unseen);
    }
  }
}
