package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a status is shown with.
 *
 * @param rows of the screen it must fit; as many as there are numbers where it need not
 * @param columns of the screen
 * @param temporalUi link to the run; empty where the UI's address is not known
 * @param heard when everybody who has to do with the run last gave a sign of life
 * @param held what a HOLD is about, record by record; empty where that is not known here
 */
public record StatusContext(
    Paint paint,
    Times times,
    Instant now,
    int rows,
    int columns,
    String temporalUi,
    LastHeard heard,
    Optional<HeldRecords> held) {

  /** One of a page that may be as long as it likes, and on which nothing is known but the run. */
  public static StatusContext of(Paint paint, Times times, Instant now, int columns) {
    return new StatusContext(
        paint, times, now, Integer.MAX_VALUE, columns, "", LastHeard.NOBODY, Optional.empty());
  }

  /** The same on a screen of so many rows. */
  public StatusContext within(int height) {
    return new StatusContext(paint, times, now, height, columns, temporalUi, heard, held);
  }

  /** The same with a link to the run. */
  public StatusContext linkedTo(String ui) {
    return new StatusContext(paint, times, now, rows, columns, ui, heard, held);
  }

  /** The same with the last signs of life. */
  public StatusContext heard(LastHeard last) {
    return new StatusContext(paint, times, now, rows, columns, temporalUi, last, held);
  }

  /** The same with what a HOLD is about. */
  public StatusContext held(Optional<HeldRecords> records) {
    return new StatusContext(paint, times, now, rows, columns, temporalUi, heard, records);
  }

  /** Whether it has to fit a screen. */
  boolean bounded() {
    return rows < Integer.MAX_VALUE;
  }

  /** A moment; a dash where there is none. */
  String time(Instant moment) {
    return moment == null ? "–" : times.of(moment, now);
  }

  /** A moment that is to come, with how long that is. */
  String until(Instant moment) {
    if (moment == null) {
      return "–";
    }
    double left = Duration.between(now, moment).toMillis() / 1000.0;
    return time(moment) + (left > 0 ? " (in " + Durations.words(Math.ceil(left)) + ")" : "");
  }

  /** How long ago a moment was. */
  String ago(Instant moment) {
    long seconds = Math.max(0, Duration.between(moment, now).toSeconds());
    return seconds == 0 ? "now" : Durations.words((double) seconds) + " ago";
  }
}
