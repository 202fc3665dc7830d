package io.chromarunbook.workflows.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in texts that people of several time zones read: {@code 2026-11-29 14:05:12 UTC}. */
public final class UtcTime {

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** This moment, to the second. */
  public static String words(Instant moment) {
    return WORDS.format(moment);
  }
}
