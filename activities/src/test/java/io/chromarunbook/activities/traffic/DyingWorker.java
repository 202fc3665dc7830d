package io.chromarunbook.activities.traffic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that runs a command, to be killed meanwhile. */
final class DyingWorker {

  private DyingWorker() {}

  /** Arguments: lock, file of the turn, token, log, file for the command's process id. */
  public static void main(String[] arguments) {
    new CommandRunner(System.getenv("PATH"))
        .run(
            new CommandOrder(
                List.of("sh", "-c", "echo $$ > \"$0\"; sleep 60", arguments[4]),
                Duration.ofSeconds(2),
                Path.of(arguments[0]),
                Duration.ofSeconds(2),
                new Turn(Path.of(arguments[1]), arguments[2]),
                Map.of(),
                Path.of(arguments[3])),
            () -> {});
  }
}
