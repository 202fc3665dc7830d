package io.chromarunbook.activities.validation;

import java.util.Locale;

/** Shares as people read them. */
final class Shares {

  private Shares() {}

  /** A share of 0 to 1 with three decimals. */
  static String of(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
