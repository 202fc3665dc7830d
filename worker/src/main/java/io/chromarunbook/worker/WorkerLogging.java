package io.chromarunbook.worker;

import java.nio.file.Path;
import java.util.Map;

/** A worker's logs. */
final class WorkerLogging {

  private WorkerLogging() {}

  /** Logs to the console and to {@code log/worker.log} in the home from now on. */
  static void start(Path home) {
    ProcessLogging.start("/worker-logback.xml", Map.of("RUNBOOK_HOME", home.toString()));
  }
}
