package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Follower;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Narrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;

/** Following a run to its end. */
final class Ends {

  private Ends() {}

  /** What a command that waited for the end ends with. */
  static int exitCode(MigrationStatus last) {
    return last.state() == RunState.COMPLETED ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  /** Tells the run as it happens; says once when it cannot be heard, and once when it can again. */
  static Follower.Listener narrating(Narrator narrator, Terminal terminal) {
    return new Follower.Listener() {
      private boolean silent;

      @Override
      public void stands(MigrationStatus status) {
        if (silent) {
          silent = false;
          terminal.complain("It answers again.");
        }
        narrator.tell(status);
      }

      @Override
      public void silence() {
        if (!silent) {
          silent = true;
          terminal.complain(
              "No answer just now; trying again. Look at "
                  + Commands.of("doctor")
                  + " if it lasts.");
        }
      }
    };
  }
}
