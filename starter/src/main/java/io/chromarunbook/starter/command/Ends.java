package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Follower;
import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.starter.connection.Silence;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Narrator;
import io.chromarunbook.starter.terminal.PendingNarrator;
import io.chromarunbook.starter.terminal.SilenceText;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.time.Instant;

/** Following a run to its end. */
final class Ends {

  private Ends() {}

  /** What a command that waited for the end ends with. */
  static int exitCode(MigrationStatus last) {
    return last.state() == RunState.COMPLETED ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  /**
   * Tells the run as it happens, with what it tries again and again; says once who keeps silent,
   * and once that it is over.
   *
   * @param complaints where silences are told
   */
  static Follower.Listener narrating(
      Migrations migrations, Terminal narration, Terminal complaints) {
    return new Follower.Listener() {
      private final Narrator narrator = new Narrator(narration);
      private final PendingNarrator pending = new PendingNarrator(narration);
      private Class<?> silent;

      @Override
      public void stands(MigrationStatus status) {
        narrator.tell(status);
        try {
          pending.tell(migrations.pending(status.migration()), Instant.now());
        } catch (Failure e) {
          // The next look at the run says who keeps silent.
        }
      }

      @Override
      public void silence(Silence silence) {
        if (silent != silence.getClass()) {
          silent = silence.getClass();
          complaints.complain(SilenceText.lasting(silence, Times.local(), Instant.now()));
        }
      }

      @Override
      public void heardAgain(Silence before) {
        silent = null;
        complaints.complain(SilenceText.over(before, Times.local(), Instant.now()));
      }
    };
  }
}
