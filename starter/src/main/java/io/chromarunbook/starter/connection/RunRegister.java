package io.chromarunbook.starter.connection;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.ClientFailure.UnknownRun;
import io.chromarunbook.client.ClientFailure.UsedId;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.NumberedId;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.workflows.Names;
import java.nio.file.Files;
import java.util.Optional;

/** Runs as Temporal and a home know them together, and the ids that both have free. */
public final class RunRegister {

  private final Migrations migrations;
  private final RunbookHome home;

  /** Of what this home's people start, ask and tell there. */
  public RunRegister(Migrations migrations, RunbookHome home) {
    this.migrations = migrations;
    this.home = home;
  }

  /**
   * Starts a run, which from then on is this home's.
   *
   * @throws Failure where the id is used, naming the next free one
   */
  public void start(NewRun run) {
    try {
      migrations.start(run, home.id());
    } catch (UsedId e) {
      throw usedId(
          StartLine.of(run.planFile(), run.id())
              .replacing(Optional.ofNullable(run.request().replaces()).orElse(""))
              .by(Optional.ofNullable(run.request().startedBy()).orElse("")));
    }
  }

  /** The refusal of a used id that names the next free one. */
  public Failure usedId(StartLine wanted) {
    return CallFailure.usedId(wanted, nextFreeId(wanted.id()));
  }

  /** The next id, counting on from this one, that neither Temporal nor the home has seen. */
  public String nextFreeId(String id) {
    NumberedId next = NumberedId.of(id).next();
    while (used(next.text())) {
      next = next.next();
    }
    return next.text();
  }

  /** The id of the next dry-run of a migration. */
  public String nextDryRun(String id) {
    int number = 1;
    while (used(Names.dryRun(id, number))) {
      number++;
    }
    return Names.dryRun(id, number);
  }

  /** Whether Temporal knows a run of this id, or the home has the folder of one. */
  public boolean used(String id) {
    return forgotten(id).isPresent() || migrations.known(id).isPresent();
  }

  /**
   * What there is of a run.
   *
   * @throws UnknownRun where neither Temporal nor this home knows one of this id
   */
  public RunStanding standing(String id) {
    return forgotten(id).isPresent() ? find(id).orElseThrow() : standing(migrations.describe(id));
  }

  /** What there is of a run; nothing where neither Temporal nor this home knows one of this id. */
  public Optional<RunStanding> find(String id) {
    Optional<KnownRun> known = migrations.known(id);
    return known.isPresent() ? known.map(this::standing) : forgotten(id);
  }

  private RunStanding standing(KnownRun run) {
    if (run.open()) {
      return new RunStanding.Open(run);
    }
    return run.brokenOff()
        ? new RunStanding.BrokenOff(run, migrations.closingReason(run.id()))
        : new RunStanding.Ended(run, migrations.outcome(run.id()));
  }

  private Optional<RunStanding> forgotten(String id) {
    try {
      RunFolder folder = home.run(id);
      return Files.exists(folder.owner())
          ? Optional.of(new RunStanding.Forgotten(id, folder))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
