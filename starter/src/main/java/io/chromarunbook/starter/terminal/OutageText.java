package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;

/** What work waits for that does not move, in one sentence. */
public final class OutageText {

  private OutageText() {}

  /** The sentence: which, since when, the last error, and when patience ends. */
  public static String of(Outage outage, Times times, Instant now) {
    return outage.lasting(moment -> times.of(moment, now))
        + (outage.patienceEnds() == null || outage.patienceEnds().isBefore(now)
            ? ""
            : "; the run ends at " + times.of(outage.patienceEnds(), now) + " unless that changes");
  }
}
