package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says of an outage what a log or a terminal is to say of it, in one line. */
public final class OutageWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final ZoneId zone;

  /** Times as this machine has them. */
  public OutageWords() {
    this(ZoneId.systemDefault());
  }

  OutageWords(ZoneId zone) {
    this.zone = zone;
  }

  /** What does not move, since when, why, and until when that is waited for. */
  public String of(Outage outage) {
    String line = outage.lasting(this::time);
    return outage.patienceEnds() == null
        ? line
        : line + "; it is waited for until " + time(outage.patienceEnds());
  }

  /** That it goes on again. */
  String movesAgain(String what, Duration after) {
    return what + " goes on again, after " + Durations.words(after);
  }

  /** That it does not matter any more whether it goes on. */
  String leftAlone(String what, Duration after) {
    return what + " is not waited for any longer, after " + Durations.words(after);
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }
}
