package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run ended, as its folder keeps it: Temporal forgets runs, and what is left at a target may
 * only be removed where this is known.
 *
 * @param at when it was written down
 * @param decision "GO" or "NO-GO"; null where it never came to one
 * @param reason in one sentence; empty where everything went well
 */
public record RunEnd(RunState state, Instant at, String decision, String reason) {

  /** Writes down how a run stands, if it stands at an end; a later end takes the place of it. */
  public static void note(RunFolder folder, MigrationStatus status) {
    if (status.state().ended()) {
      DurableFile.writeJson(
          folder.end(),
          new RunEnd(status.state(), Instant.now(), status.decision(), status.reason()));
    }
  }

  /** How the run of this folder ended; nothing where that is not known. */
  public static Optional<RunEnd> read(RunFolder folder) {
    return Files.exists(folder.end())
        ? Optional.of(DurableFile.readJson(folder.end(), RunEnd.class))
        : Optional.empty();
  }
}
