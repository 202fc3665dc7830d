package io.chromarunbook.workflows.steps;

import java.time.Instant;
import java.util.function.Function;

/**
 * Something work waits for that does not move.
 *
 * @param what for people, like "target http://new:8000" or "disk of /srv/runbook"
 * @param since when it last moved, over all attempts
 * @param error the last one, in one line without secrets
 * @param patienceEnds when waiting for it ends the run; null where only the freeze budget does
 */
public record Outage(Kind kind, String what, Instant since, String error, Instant patienceEnds) {

  /**
   * That it lasts, since when and why, as all say it who tell of it.
   *
   * @param times how moments are shown to whoever reads it
   */
  public String lasting(Function<Instant, String> times) {
    String does =
        switch (kind) {
          case SILENT_SERVER -> " has not answered since ";
          case OVERLOADED_SERVER -> " has asked for patience since ";
          case CREDENTIALS -> " has refused our credentials since ";
          case DISK -> " has taken nothing since ";
          case WRONG_HOME -> ": nobody has done the work since ";
          case LOCK -> " has been waited for since ";
        };
    return what + does + times.apply(since) + " (" + error + ")";
  }

  /** What does not move, and so what mends it. */
  public enum Kind {
    /** A server does not answer, or breaks off. */
    SILENT_SERVER,
    /** A server asks for patience: 429, 503. */
    OVERLOADED_SERVER,
    /** A server takes the credentials no more: 401, 403. */
    CREDENTIALS,
    /** The disk is full, fails or cannot be written. */
    DISK,
    /** The worker that takes the work has another home than the run. */
    WRONG_HOME,
    /** Another command of the same run holds the lock under which commands run. */
    LOCK
  }
}
