package io.chromarunbook.gate.settling;

import java.util.List;

/**
 * What is said of a write that was cut.
 *
 * @param told why, in words that follow a colon
 * @param records how many it is about; null where nobody knows
 * @param ids the first of those in question
 */
record Verdict(Outcome outcome, String told, Integer records, List<String> ids) {

  static final int SHOWN = 5;

  Verdict {
    ids = List.copyOf(ids.subList(0, Math.min(SHOWN, ids.size())));
  }

  /** Of a write whose records nobody knows. */
  static Verdict without(Outcome outcome, String told) {
    return new Verdict(outcome, told, null, List.of());
  }

  /** Whether it may still come about at the server. */
  boolean mayStillChange() {
    return outcome == Outcome.NOT_DONE || outcome == Outcome.PARTLY;
  }
}
