package io.chromarunbook.activities.run;

import io.chromarunbook.activities.queries.QueryFile;
import io.chromarunbook.activities.queries.QueryFileException;
import io.chromarunbook.activities.snapshotsource.SnapshotConnector;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.RunReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes and opens the folders of runs. */
public final class Runs {

  /** Which home and which workflow run a folder belongs to. */
  public record Owner(String home, String migration, String runId) {}

  private final RunbookHome home;
  private final Function<String, RunFolder> folders;
  private final Secrets secrets;
  private final ServerConnector<WritableServer> connector;
  private final FamiliarServers familiar;
  private final Supplier<Pulse> pulses;
  private final InstantSource clock;
  private final DirectoryServers directories;
  private final Standings standings;
  private final OutageLog outages;

  /** Runs whose folders lie in this home, worked on by a worker's activities. */
  public Runs(RunbookHome home, Secrets secrets, ServerConnector<WritableServer> connector) {
    this(home, secrets, connector, DirectoryServers.NONE);
  }

  /** The same, with somebody who serves directories. */
  public Runs(
      RunbookHome home,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      DirectoryServers directories) {
    this(
        home,
        home::run,
        secrets,
        connector,
        TemporalPulse::new,
        InstantSource.system(),
        directories);
  }

  Runs(
      RunbookHome home,
      Function<String, RunFolder> folders,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      Supplier<Pulse> pulses,
      InstantSource clock) {
    this(home, folders, secrets, connector, pulses, clock, DirectoryServers.NONE);
  }

  private Runs(
      RunbookHome home,
      Function<String, RunFolder> folders,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      Supplier<Pulse> pulses,
      InstantSource clock,
      DirectoryServers directories) {
    this.home = home;
    this.folders = folders;
    this.secrets = secrets;
    // A plan may name a snapshot in the place of its source, whoever reaches the servers.
    this.connector = SnapshotConnector.toWrite(connector);
    this.familiar = new FamiliarServers(this.connector, clock);
    this.pulses = pulses;
    this.clock = clock;
    this.directories = directories;
    this.standings = new Standings(clock);
    this.outages = new OutageLog(clock);
  }

  /**
   * Validations outside any run, which have folders of their own.
   *
   * @param pulse of whoever waits for them
   */
  public static Runs ofValidations(
      RunbookHome home, Secrets secrets, ServerConnector<WritableServer> connector, Pulse pulse) {
    return new Runs(
        home, home::validation, secrets, connector, () -> pulse, InstantSource.system());
  }

  /**
   * One run's work outside any run, in a folder of its own.
   *
   * @param pulse of whoever waits for it
   * @param directories who serves the source where that is a directory
   */
  public static Runs inFolder(
      RunbookHome home,
      RunFolder folder,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      Pulse pulse,
      DirectoryServers directories) {
    return new Runs(
        home,
        migration -> folder,
        secrets,
        connector,
        () -> pulse,
        InstantSource.system(),
        directories);
  }

  /** The id of the home these runs have. */
  public String homeId() {
    return home.id();
  }

  /** Where secrets are looked up. */
  public Secrets secrets() {
    return secrets;
  }

  /** How servers are reached. */
  public ServerConnector<WritableServer> connector() {
    return connector;
  }

  /** What a new attempt keeps in touch by. */
  Pulse pulse() {
    return pulses.get();
  }

  /** By which time is told. */
  InstantSource clock() {
    return clock;
  }

  /** Where outages are logged. */
  OutageLog outages() {
    return outages;
  }

  /** What an attempt at an activity of a run waits for. */
  Standstills standstills(RunReference reference, Pulse pulse) {
    return new Standstills(
        clock,
        pulse.lastBeat(),
        pulse.scheduled(),
        server -> standings.of(reference.migration(), server));
  }

  /**
   * Makes the folder with plan and owner; one that is there already for the same run is kept.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind BAD_PLAN where the digest is not the
   *     plan's or its query vectors cannot be used, NOT_OWNER where the folder is another run's
   */
  public RunFolder create(RunReference reference, Plan plan) {
    RunFolder folder = folders.apply(reference.migration());
    if (!Json.digest(plan).equals(reference.planDigest())) {
      throw FailureKind.BAD_PLAN.failure(
          "The plan of " + reference.migration() + " does not have the digest it was started with.",
          null);
    }
    if (Files.exists(folder.owner())) {
      Owner owner = DurableFile.readJson(folder.owner(), Owner.class);
      if (!owner.runId().equals(reference.runId())) {
        throw FailureKind.NOT_OWNER.failure(
            "The folder "
                + folder.path()
                + " belongs to an earlier run of the same id; start with another --id, or move the"
                + " folder away.",
            null);
      }
    }
    DurableFile.writeText(folder.plan(), Json.canonical(plan));
    keepQueryVectors(plan, folder);
    DurableFile.writeJson(
        folder.owner(), new Owner(home.id(), reference.migration(), reference.runId()));
    return folder;
  }

  // A copy, because days may pass until Step 4 and a run is to be judged by what was approved.
  private static void keepQueryVectors(Plan plan, RunFolder folder) {
    if (plan.validation().queryVectors() == null || Files.exists(folder.queryVectors())) {
      return;
    }
    try {
      Path given = Path.of(plan.validation().queryVectors());
      QueryFile.read(given);
      DurableFile.write(folder.queryVectors(), Files.readAllBytes(given));
    } catch (QueryFileException e) {
      throw FailureKind.BAD_PLAN.failure(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who amended a plan, and in what. */
  record AmendmentRecord(
      int number, Instant at, String by, String reason, List<String> changes, String planDigest) {}

  /**
   * Writes an amended plan beside the one the run started with. A repeat writes the same again.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind WRONG_HOME where this home has no such
   *     run, BAD_PLAN where the digest is not the plan's
   */
  public void amend(RunReference reference, PlanAmendment amendment) {
    RunFolder folder = existing(reference);
    if (!Json.digest(amendment.plan()).equals(reference.planDigest())) {
      throw FailureKind.BAD_PLAN.failure(
          "The amended plan of "
              + reference.migration()
              + " does not have the digest it was announced with.",
          null);
    }
    DurableFile.writeJson(
        folder.amendmentRecord(amendment.number()),
        new AmendmentRecord(
            amendment.number(),
            amendment.at(),
            amendment.by(),
            amendment.reason(),
            amendment.changes(),
            reference.planDigest()));
    DurableFile.writeText(folder.amendment(amendment.number()), Json.canonical(amendment.plan()));
  }

  /**
   * The folder of an earlier run in the same home.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind REFUSED where this home has none
   */
  public RunFolder earlier(String migration) {
    RunFolder folder = home.run(migration);
    if (!Files.exists(folder.owner())) {
      throw FailureKind.REFUSED.failure(
          "RUNBOOK_HOME "
              + home.root()
              + " has no folder of the run "
              + migration
              + ", so nothing at the target can be shown to be its own; use the home it ran in, or"
              + " leave out --replaces.",
          null);
    }
    return folder;
  }

  /**
   * The run.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind WRONG_HOME where this home has no such
   *     run, BAD_PLAN where the plan in its folder is not the run's
   */
  public OpenRun open(RunReference reference) {
    return open(reference, ServerWatch.NOBODY);
  }

  /** The same, with somebody who watches its servers. */
  OpenRun open(RunReference reference, ServerWatch watch) {
    RunFolder folder = existing(reference);
    Plan plan =
        plans(folder).stream()
            .filter(each -> Json.digest(each).equals(reference.planDigest()))
            .findFirst()
            .orElseThrow(
                () ->
                    FailureKind.BAD_PLAN.failure(
                        folder.plan()
                            + " is not the plan this run was started with; put back the one with"
                            + " SHA-256 "
                            + reference.planDigest()
                            + ".",
                        null));
    return new OpenRun(
        reference, plan, folder, secrets, connector, familiar, home::ended, watch, directories);
  }

  /** Whose folder it is. */
  public static Owner owner(RunFolder folder) {
    return DurableFile.readJson(folder.owner(), Owner.class);
  }

  /** The plans a run has gone by, in order: the one it started with, then its amendments. */
  public static List<Plan> plans(RunFolder folder) {
    List<Plan> plans = new ArrayList<>();
    plans.add(DurableFile.readJson(folder.plan(), Plan.class));
    for (int number = 1; Files.exists(folder.amendment(number)); number++) {
      plans.add(DurableFile.readJson(folder.amendment(number), Plan.class));
    }
    return plans;
  }

  private RunFolder existing(RunReference reference) {
    RunFolder folder = folder(reference);
    if (!Files.exists(folder.owner())) {
      throw FailureKind.WRONG_HOME.failure(
          "This worker's "
              + homeInWords()
              + " has no folder of the run "
              + reference.migration()
              + "; start a worker with the home the run was opened in.",
          null);
    }
    return folder;
  }

  /** Where a run's files lie, or would. */
  RunFolder folder(RunReference reference) {
    return folders.apply(reference.migration());
  }

  /** Where these runs have their folders. */
  String homeInWords() {
    return "RUNBOOK_HOME " + home.root() + " (home " + home.id() + ")";
  }
}
