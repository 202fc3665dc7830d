package io.chromarunbook.activities.traffic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to be run.
 *
 * @param words program and arguments
 * @param limit after which it is killed
 * @param lock under which it runs
 * @param patience how long to wait for the lock
 * @param environment added to the worker's own
 * @param log where its output goes
 */
record CommandOrder(
    List<String> words,
    Duration limit,
    Path lock,
    Duration patience,
    Turn turn,
    Map<String, String> environment,
    Path log) {

  CommandOrder {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** The file that is there while the lock is another's. */
  Path waiting() {
    return lock.resolveSibling(lock.getFileName() + "." + turn.token() + ".waiting");
  }
}
