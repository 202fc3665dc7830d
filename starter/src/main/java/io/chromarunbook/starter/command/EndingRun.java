package io.chromarunbook.starter.command;

import io.chromarunbook.client.KnownRun;
import io.chromarunbook.stack.Await;
import io.chromarunbook.workflows.status.RunState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A run that has said how it ended and has still to write its report, after which it gives up its
 * source and closes. Whoever follows it at once waits for that instead of being told to end it.
 */
final class EndingRun {

  /** A report is written within a minute, or tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A completed run keeps its source until somebody closes it. */
  private static final Set<RunState> GOING =
      EnumSet.of(RunState.STOPPED, RunState.ROLLED_BACK, RunState.FAILED);

  private EndingRun() {}

  /** Waits until this is so, where the migration is about to go; otherwise not at all. */
  static void await(Session session, String migration, BooleanSupplier gone) {
    if (!gone.getAsBoolean() && going(session, migration)) {
      session
          .terminal()
          .complain(
              "The migration "
                  + migration
                  + " has ended and still writes its report; this waits for it.");
      // What is not so even then is refused by who asked.
      var ignored = Await.until(gone, PATIENCE);
    }
  }

  private static boolean going(Session session, String migration) {
    return session
        .migrations()
        .known(migration)
        .filter(KnownRun::open)
        .map(KnownRun::state)
        .filter(noted -> GOING.stream().anyMatch(state -> state.name().equals(noted)))
        .isPresent();
  }
}
