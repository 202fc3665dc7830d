package io.chromarunbook.workflows.text;

import java.util.Locale;

/** How many of what, the one way to say it. */
public final class Counts {

  private Counts() {}

  /**
   * A number and its noun, as in "1 record" and "9,832 records".
   *
   * @param noun of one; its plural takes an s
   */
  public static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
