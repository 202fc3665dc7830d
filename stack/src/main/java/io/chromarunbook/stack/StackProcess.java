package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this stack, found again after its starter is gone.
 *
 * @param started together with the pid names one process for ever; a pid alone is used again
 */
public record StackProcess(long pid, Instant started) {
  /**
   * The system derives start times from its boot time, which moves a little when the clock is
   * corrected.
   */
  private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

  static StackProcess of(ProcessHandle handle) {
    return new StackProcess(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  /** Between the birth of a process and its writing the file, on a machine under load. */
  private static final Duration ANNOUNCEMENT = Duration.ofSeconds(30);

  /** The process that wrote its own pid into the file when it started, if it still runs. */
  static Optional<StackProcess> fromPidFile(Path file) {
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      StackProcess process = new StackProcess(pid, Files.getLastModifiedTime(file).toInstant());
      return process.handle(ANNOUNCEMENT).map(StackProcess::of);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether exactly this process still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  Optional<ProcessHandle> handle() {
    return handle(CLOCK_CORRECTION);
  }

  private Optional<ProcessHandle> handle(Duration tolerance) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startedThen(handle, tolerance))
        .filter(StackProcess::runs);
  }

  private boolean startedThen(ProcessHandle handle, Duration tolerance) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(started, start).abs().compareTo(tolerance) <= 0)
        .orElse(false);
  }

  /**
   * In a container whose first process collects nobody, the dead keep their pid: they count as
   * gone.
   */
  private static boolean runs(ProcessHandle handle) {
    try {
      String line =
          Files.readString(Path.of("/proc/" + handle.pid() + "/stat"), StandardCharsets.ISO_8859_1);
      return "ZX".indexOf(line.charAt(line.lastIndexOf(')') + 2)) < 0;
    } catch (IOException e) {
      return handle.isAlive();
    }
  }
}
