package io.chromarunbook.starter.outcome;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who mistyped a name probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known name that takes the fewest changes; empty where none is known. */
  public static Optional<String> of(String typed, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream().min(Comparator.comparingInt(name -> distance.apply(name, typed)));
  }
}
