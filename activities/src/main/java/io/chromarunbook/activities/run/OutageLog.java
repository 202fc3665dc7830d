package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs outages once, however many attempts of however many activities meet them: a line when one
 * begins, one a minute while it lasts, and one when it is over.
 */
final class OutageLog {

  /** How often to say that it still is so. */
  static final Duration STILL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

  private record Key(String migration, String what) {}

  private record Known(Instant since, Instant logged) {}

  private final InstantSource clock;
  private final OutageWords words = new OutageWords();
  private final Map<Key, Known> all = new HashMap<>();

  OutageLog(InstantSource clock) {
    this.clock = clock;
  }

  /** It is so, for a run. */
  synchronized void lasts(String migration, Outage outage) {
    Instant now = clock.instant();
    Key key = new Key(migration, outage.what());
    Known known = all.get(key);
    if (known == null) {
      LOG.warn("Waiting: {}.", words.of(outage));
    } else if (known.logged().plus(STILL).isAfter(now)) {
      return;
    } else {
      LOG.warn("Still waiting: {}.", words.of(outage));
    }
    all.put(key, new Known(outage.since(), now));
  }

  /** It goes on again, for a run. */
  void movesAgain(String migration, String what) {
    over(migration, what, words::movesAgain);
  }

  /** A run does not wait for it any longer, as what waited has ended. */
  void leftAlone(String migration, String what) {
    over(migration, what, words::leftAlone);
  }

  private synchronized void over(
      String migration, String what, BiFunction<String, Duration, String> words) {
    Known known = all.remove(new Key(migration, what));
    if (known != null) {
      LOG.info(
          "{}.", words.apply("Over: " + what, Duration.between(known.since(), clock.instant())));
    }
  }
}
