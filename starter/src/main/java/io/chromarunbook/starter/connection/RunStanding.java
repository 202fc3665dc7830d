package io.chromarunbook.starter.connection;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import java.util.Optional;

/** What there is of a run, as Temporal and this home know it together. */
public sealed interface RunStanding {

  /** The run's id. */
  String id();

  /** Temporal keeps it going. */
  record Open(KnownRun run) implements RunStanding {
    @Override
    public String id() {
      return run.id();
    }
  }

  /**
   * It walked to one of its ends, and its workflow closed.
   *
   * @param outcome nothing where it was cancelled through Temporal, which keeps none then
   */
  record Ended(KnownRun run, Optional<MigrationOutcome> outcome) implements RunStanding {
    @Override
    public String id() {
      return run.id();
    }
  }

  /**
   * Temporal closed it in the middle of what it did: it was terminated, timed out or failed.
   *
   * @param why what Temporal has on record for it; empty where that is nothing
   */
  record BrokenOff(KnownRun run, String why) implements RunStanding {
    @Override
    public String id() {
      return run.id();
    }
  }

  /** This home has its folder, and Temporal does not know it, or knows another run of its id. */
  record Forgotten(String id, RunFolder folder) implements RunStanding {}
}
