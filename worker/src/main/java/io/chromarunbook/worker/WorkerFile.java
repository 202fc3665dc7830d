package io.chromarunbook.worker;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What a worker leaves in {@code workers/<pid>.json} of its home while it lives. A worker that was
 * killed leaves it too; the process id says whether it still runs.
 *
 * @param metrics the address of its figures; {@code /healthz} is beside them
 */
record WorkerFile(long pid, Instant started, String metrics, String homeId) {

  static Path in(Path home, long pid) {
    return home.resolve("workers").resolve(pid + ".json");
  }
}
