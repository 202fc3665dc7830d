package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much of an answer is read, so that one that never ends costs neither the memory of this
 * process nor the night. Documents of 40 MB and pages of a thousand records stay well within.
 */
final class AnswerLimits {

  /** Bytes of one answer. */
  static final long BYTES = 64L << 20;

  /** Characters of one text; in memory one takes up to four times its length while it is read. */
  static final int TEXT = 48_000_000;

  /** Characters of one name, like a key of metadata. */
  static final int NAME = 1_000_000;

  /** Digits of one number. */
  static final int DIGITS = 1_000;

  /** Lists and objects within each other. */
  static final int DEPTH = 100;

  /** Names and values of one answer, embeddings apart; each takes a hundred bytes or so. */
  static final int VALUES = 1_000_000;

  /** Numbers of one embedding. */
  static final int COMPONENTS = 1_000_000;

  /** Numbers of all embeddings of one answer; each takes four bytes. */
  static final int PAGE_COMPONENTS = 16 << 20;

  /** Collections of one database. */
  static final int COLLECTIONS = 100_000;

  /** Bytes of an answer that only says what is wrong. */
  static final int ERROR_BYTES = 64 << 10;

  /** How long such an answer may take once its head is there. */
  static final Duration ERROR_TIME = Duration.ofSeconds(5);

  private static final int VALUE_WEIGHT = 100;

  /** The JSON parser's share of these. */
  static final StreamReadConstraints OF_JSON =
      StreamReadConstraints.builder()
          .maxStringLength(TEXT)
          .maxNameLength(NAME)
          .maxNumberLength(DIGITS)
          .maxNestingDepth(DEPTH)
          .maxTokenCount(VALUES)
          .build();

  private AnswerLimits() {}

  /** An answer that goes on beyond a limit. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param limit like "64 MB"
     */
    Exceeded(String limit) {
      super(limit);
    }
  }

  /**
   * Returns where one more may come.
   *
   * @param there how many have come
   * @param asked how many were asked for
   */
  static void requireAsked(int there, int asked, String what) throws Exceeded {
    if (there >= asked) {
      throw new Exceeded("the %,d %s that were asked for".formatted(asked, what));
    }
  }

  /** What metadata or configuration takes in memory, roughly, in bytes. */
  static long weight(Map<?, ?> metadata) {
    long weight = 0;
    for (Map.Entry<?, ?> entry : metadata.entrySet()) {
      weight += VALUE_WEIGHT + entry.getKey().toString().length() + weight(entry.getValue());
    }
    return weight;
  }

  private static long weight(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof Map<?, ?> object) {
      return weight(object);
    }
    return value instanceof List<?> list ? (long) VALUE_WEIGHT * list.size() : 0;
  }

  /** Whether an answer was given up because of a limit. */
  static boolean exceededIn(IOException failure) {
    return failure instanceof Exceeded || failure instanceof StreamConstraintsException;
  }

  /** Which limit that was. */
  static String told(IOException failure) {
    return "more than " + limit(failure);
  }

  private static String limit(IOException failure) {
    if (failure instanceof Exceeded) {
      return failure.getMessage();
    }
    String parsers = ((StreamConstraintsException) failure).getOriginalMessage();
    if (parsers.startsWith("String")) {
      return TEXT / 1_000_000 + " million characters in one text";
    }
    if (parsers.startsWith("Name")) {
      return NAME / 1_000_000 + " million characters in one name";
    }
    if (parsers.startsWith("Number")) {
      return "%,d digits in one number".formatted(DIGITS);
    }
    if (parsers.contains("nesting depth")) {
      return DEPTH + " lists and objects within each other";
    }
    return "%,d names and values".formatted(VALUES);
  }
}
