package io.chromarunbook.activities.validation;

import java.util.ArrayList;
import java.util.List;

/** Counts what a check failed on and keeps the first ten; the rest is in the result files. */
final class Failing {

  private static final int SHOWN = 10;
  private static final int LONGEST = 80;

  private final List<String> first = new ArrayList<>();
  private long number;

  /** One more, of a collection. */
  void add(String collection, String id) {
    add(collection + "/" + id);
  }

  /** One more. */
  void add(String what) {
    number++;
    if (first.size() < SHOWN) {
      boolean fits = what.codePointCount(0, what.length()) <= LONGEST;
      first.add(fits ? what : what.substring(0, what.offsetByCodePoints(0, LONGEST)) + "…");
    }
  }

  /** More that are not named. */
  void addUnnamed(long more) {
    number += more;
  }

  long number() {
    return number;
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
