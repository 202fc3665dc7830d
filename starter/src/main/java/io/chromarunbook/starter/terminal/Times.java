package io.chromarunbook.starter.terminal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a person in one time zone reads them. */
public record Times(ZoneId zone) {

  /** This machine's. */
  public static Times local() {
    return new Times(ZoneId.systemDefault());
  }

  /** The moment with this zone's name, said once on a screen. */
  public String withZone(Instant now) {
    return DateTimeFormatter.ofPattern("HH:mm:ss xxx", Locale.ROOT).format(now.atZone(zone));
  }

  /** Hour, minute and second; with the date where it is another day than this one. */
  public String of(Instant moment, Instant now) {
    boolean today = moment.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return DateTimeFormatter.ofPattern(today ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", Locale.ROOT)
        .format(moment.atZone(zone));
  }
}
