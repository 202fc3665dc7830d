package io.chromarunbook.worker;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;

/**
 * A home has a local stack, or runs that were worked on from it, and no Temporal of its own that
 * runs. Any other Temporal that answers somewhere is not the one that is meant. The message is one
 * sentence for people.
 */
public final class StackDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StackDownException(Path home) {
    super(
        "Your stack is down: no Temporal of "
            + home.toAbsolutePath().normalize()
            + " runs; your runs are safe, start it with "
            + RunbookCommand.PROGRAM
            + " up, or set TEMPORAL_ADDRESS where"
            + " another Temporal is meant.");
  }
}
