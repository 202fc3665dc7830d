package io.chromarunbook.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that Temporal does not answer: a line when that begins, one a minute while it lasts, and one
 * when it is over. The SDK logs every call that fails instead, and never that one went well again.
 */
final class TemporalLog {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalLog.class);

  private static final Duration STILL = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant since;
  private Instant logged;

  TemporalLog(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes note of how it is.
   *
   * @param problem in one sentence; empty where Temporal answers
   */
  void look(Optional<String> problem) {
    Instant now = clock.instant();
    if (problem.isEmpty()) {
      if (since != null) {
        LOG.info("Temporal answers again, after {} s.", Duration.between(since, now).toSeconds());
      }
      since = null;
      return;
    }
    if (since == null) {
      since = now;
      LOG.warn("{} Tasks under way go on; their results are kept until it answers.", problem.get());
    } else if (logged.plus(STILL).isAfter(now)) {
      return;
    } else {
      LOG.warn("Still, for {} s: {}", Duration.between(since, now).toSeconds(), problem.get());
    }
    logged = now;
  }
}
