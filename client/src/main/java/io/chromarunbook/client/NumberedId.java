package io.chromarunbook.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An id with a number at its end: {@code kb} is the first, {@code kb-2} the second. */
public record NumberedId(String stem, int number) {

  private static final Pattern NUMBERED = Pattern.compile("(.+)-([1-9][0-9]{0,4})");

  /** Reads it. */
  public static NumberedId of(String id) {
    Matcher matcher = NUMBERED.matcher(id);
    return matcher.matches()
        ? new NumberedId(matcher.group(1), Integer.parseInt(matcher.group(2)))
        : new NumberedId(id, 1);
  }

  /** The one after it. */
  public NumberedId next() {
    return new NumberedId(stem, number + 1);
  }

  /** As it is written; the first one with its number too. */
  public String text() {
    return stem + "-" + number;
  }
}
