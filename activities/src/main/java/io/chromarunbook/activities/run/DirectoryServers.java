package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.FailureKind;
import java.net.URI;

/**
 * Serves Chroma directories on this machine. Whoever hosts activities brings one: how servers are
 * installed and started is nothing a run knows of.
 */
public interface DirectoryServers {

  /** Where no server can be started. */
  DirectoryServers NONE =
      new DirectoryServers() {
        @Override
        public URI serve(ServedDirectory directory) {
          throw FailureKind.BAD_PLAN.failure(
              directory.data()
                  + " is a directory, which only a worker of the command line serves; one without it runs here.",
              null);
        }

        @Override
        public void restart(ServedDirectory directory) {
          throw new UnsupportedOperationException("nothing is served here");
        }

        @Override
        public void end(ServedDirectory directory) {
          // Nothing is served here.
        }
      };

  /**
   * The address of its server: one that was never started answers when this returns. It is kept
   * alive from now on, at the same port where that is free.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind UNREACHABLE with the end of its log
   *     where it does not start
   */
  URI serve(ServedDirectory directory);

  /** Ends its server and starts it again. */
  void restart(ServedDirectory directory);

  /** Ends its server, which closes the directory; nothing where none runs. */
  void end(ServedDirectory directory);
}
