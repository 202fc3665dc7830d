package io.chromarunbook.workflows.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who mistyped a word of a plan probably meant. */
final class NearestWord {

  private NearestWord() {}

  /** The known word that takes the fewest changes; empty where none is known. */
  static Optional<String> of(String typed, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .sorted()
        .min(
            Comparator.<String>comparingInt(word -> distance.apply(word, typed))
                .thenComparing(
                    word -> sameBeginning(word, typed), Comparator.<Integer>reverseOrder()));
  }

  /** As a question; empty where nothing known has anything of what was typed. */
  static String asked(String typed, Collection<String> known) {
    return of(typed, known)
        .filter(
            word -> LevenshteinDistance.getDefaultInstance().apply(typed, word) < typed.length())
        .map(word -> "did you mean '" + word + "'?")
        .orElse("");
  }

  /** Whether a word is so near to what was typed that nothing else was meant. */
  static boolean near(String typed, String word) {
    return LevenshteinDistance.getDefaultInstance().apply(typed, word) <= word.length() / 3;
  }

  private static int sameBeginning(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }
}
