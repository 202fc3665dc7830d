package io.chromarunbook.stack;

import java.time.Duration;

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
