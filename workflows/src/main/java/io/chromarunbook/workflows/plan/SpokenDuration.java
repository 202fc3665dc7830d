package io.chromarunbook.workflows.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people say it, for those who did not write it as plans do. */
final class SpokenDuration {

  private static final Pattern SPOKEN =
      Pattern.compile("(\\d{1,9})\\s*(s|sec|m|min|h|hr|hour|minute|second|d|day)s?");

  private SpokenDuration() {}

  /** What was probably meant, as a question; empty where that cannot be told. */
  static String asked(String text) {
    Matcher spoken = SPOKEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!spoken.matches()) {
      return "";
    }
    String number = spoken.group(1);
    String meant =
        switch (spoken.group(2).charAt(0)) {
          case 'd' -> "P" + number + "D";
          case 'h' -> "PT" + number + "H";
          case 'm' -> "PT" + number + "M";
          default -> "PT" + number + "S";
        };
    return "did you mean " + meant + "?";
  }
}
