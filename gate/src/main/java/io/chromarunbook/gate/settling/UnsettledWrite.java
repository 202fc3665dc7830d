package io.chromarunbook.gate.settling;

import java.time.Instant;
import java.util.List;

/**
 * A write that ended without an answer, and what reading shows of it.
 *
 * @param collection id or name as the client gave it; null where the operation names none
 * @param at when it came
 * @param client whose it was
 * @param told why the outcome is thought so, in words that follow a colon
 * @param records how many it is about; null where nobody knows
 * @param ids the first five of those in question
 */
public record UnsettledWrite(
    String operation,
    String collection,
    Instant at,
    String client,
    Outcome outcome,
    String told,
    Integer records,
    List<String> ids) {

  /** Copies what it is given. */
  public UnsettledWrite {
    ids = List.copyOf(ids);
  }
}
