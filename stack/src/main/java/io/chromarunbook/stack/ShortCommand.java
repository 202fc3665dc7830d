package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program that answers a question at once, and gives its answer. */
final class ShortCommand {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private ShortCommand() {}

  /** What it wrote; empty when it cannot be run, fails or does not end. */
  static Optional<String> output(List<String> command, Map<String, String> environment) {
    Path output = null;
    try {
      // A file cannot fill up as a pipe can, so waiting needs no second thread.
      output = Files.createTempFile("runbook", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().retainAll(environment.keySet());
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(DetachedProcess.NOTHING));
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(Files.readString(output, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(
          "Interrupted while waiting for " + command.get(0) + "; run the command again.", e);
    } finally {
      discard(output);
    }
  }

  private static void discard(Path output) {
    if (output != null) {
      try {
        Files.deleteIfExists(output);
      } catch (IOException e) {
        // A few bytes are left in the temporary directory.
      }
    }
  }
}
