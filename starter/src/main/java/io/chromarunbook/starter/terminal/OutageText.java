package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;

/** What work waits for that does not move, in one sentence. */
public final class OutageText {

  private OutageText() {}

  /** The sentence: which, since when, the last error, and when patience ends. */
  public static String of(Outage outage, Times times, Instant now) {
    String what =
        switch (outage.kind()) {
          case SILENT_SERVER -> " has not answered since ";
          case OVERLOADED_SERVER -> " asks for patience since ";
          case CREDENTIALS -> " refuses our credentials since ";
          case DISK -> " takes nothing since ";
          case WRONG_HOME -> ": no work is done since ";
          case LOCK -> " is waited for since ";
        };
    return outage.what()
        + what
        + times.of(outage.since(), now)
        + " ("
        + outage.error()
        + ")"
        + (outage.patienceEnds() == null || outage.patienceEnds().isBefore(now)
            ? ""
            : "; the run ends at " + times.of(outage.patienceEnds(), now) + " unless that changes");
  }
}
