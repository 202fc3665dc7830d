package io.chromarunbook.activities.notify;

import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.chroma.SecretMask;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command that gets JSON on standard input. */
final class NotificationCommand {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> words;
  private final Path log;
  private final SecretMask mask;

  NotificationCommand(List<String> words, Path log, SecretMask mask) {
    this.words = words;
    this.log = log;
    this.mask = mask;
  }

  void run(String json, Runnable goOn) throws NotToldException {
    try {
      // From a file, so that a command that does not read cannot block us.
      PrivateFiles.present(log);
      Path input = Files.createTempFile(log.getParent(), "notice", ".json");
      try {
        // Half a character, which no file can hold, must not keep people from being told.
        Files.write(input, json.getBytes(StandardCharsets.UTF_8));
        run(input, goOn);
      } finally {
        Files.delete(input);
        mask.overwriteIn(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path input, Runnable goOn) throws NotToldException {
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new NotToldException("cannot be started");
    }
    try {
      Instant until = Instant.now().plus(LIMIT);
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        goOn.run();
        if (Instant.now().isAfter(until)) {
          throw new NotToldException("was killed at its limit of " + Durations.words(LIMIT));
        }
      }
      if (process.exitValue() != 0) {
        throw new NotToldException(
            "ended with exit code " + process.exitValue() + ", its output is in " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureKind.UNREACHABLE.failure("The worker shuts down while it sends a notice.", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
