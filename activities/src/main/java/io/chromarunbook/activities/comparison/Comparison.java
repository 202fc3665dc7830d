package io.chromarunbook.activities.comparison;

import java.util.List;

/** What comparing two records showed. */
public sealed interface Comparison {

  /** The same in every field, to the bit. */
  record Equal() implements Comparison {}

  /** The same, some floats only within what servers are known to alter. */
  record EqualByTolerance() implements Comparison {}

  /**
   * Not the same.
   *
   * @param what the fields that differ: {@code id}, {@code document}, {@code uri}, {@code
   *     embedding}, and {@code metadata:} with the key for each metadata field
   */
  record Different(List<String> what) implements Comparison {

    public Different {
      what = List.copyOf(what);
    }
  }
}
