package io.chromarunbook.worker;

import io.chromarunbook.activities.run.RunbookHome;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a worker is told from outside.
 *
 * @param home where its files live, from {@code RUNBOOK_HOME}
 * @param metricsPort on 127.0.0.1, from {@code RUNBOOK_METRICS_PORT}; 0 for any that is free
 * @param environment everything, for Temporal's own variables and the plan's secrets
 */
record WorkerSettings(RunbookHome home, int metricsPort, Map<String, String> environment) {

  WorkerSettings {
    if (metricsPort < 0 || metricsPort > 65_535) {
      throw new IllegalArgumentException(
          "RUNBOOK_METRICS_PORT must be 0 (any free port) to 65535, was " + metricsPort + ".");
    }
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException in one sentence, where a value cannot be used
   */
  static WorkerSettings from(Map<String, String> environment) {
    String home = environment.getOrDefault("RUNBOOK_HOME", "");
    return new WorkerSettings(
        new RunbookHome(Path.of(home.isBlank() ? ".runbook" : home)),
        port(environment.getOrDefault("RUNBOOK_METRICS_PORT", "")),
        environment);
  }

  private static int port(String text) {
    try {
      return text.isBlank() ? 0 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "RUNBOOK_METRICS_PORT must be a number, 0 for any free port, was '" + text + "'.", e);
    }
  }
}
