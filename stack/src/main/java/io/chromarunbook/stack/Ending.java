package io.chromarunbook.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends processes: asks first, then insists. */
final class Ending {
  private static final Duration DEATH = Duration.ofSeconds(10);

  private Ending() {}

  static void of(StackProcess process, Duration grace) {
    process.handle().ifPresent(ProcessHandle::destroy);
    if (!gone(process, grace)) {
      atOnce(process);
    }
  }

  /**
   * Ends what is recorded, and what was started by somebody who was killed before recording it.
   *
   * @param recorded the process that is on record, or null
   * @return whether there was anything to end
   */
  static boolean ofRecorded(ServerFiles files, StackProcess recorded, Duration grace) {
    List<StackProcess> processes = new ArrayList<>();
    StackProcess.fromPidFile(files.pidFile()).ifPresent(processes::add);
    if (recorded != null && recorded.isAlive()) {
      processes.add(recorded);
    }
    processes.forEach(process -> of(process, grace));
    return !processes.isEmpty();
  }

  static void atOnce(StackProcess process) {
    process.handle().ifPresent(ProcessHandle::destroyForcibly);
    if (!gone(process, DEATH)) {
      throw new StackException(
          "Process "
              + process.pid()
              + " does not end even when killed; look at it with `ps -p "
              + process.pid()
              + "`.");
    }
  }

  private static boolean gone(StackProcess process, Duration limit) {
    return Await.until(() -> !process.isAlive(), limit);
  }
}
