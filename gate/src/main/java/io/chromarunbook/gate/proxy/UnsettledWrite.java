package io.chromarunbook.gate.proxy;

import java.time.Instant;

/**
 * A write that ended without anybody knowing whether it was done.
 *
 * @param collection id or name as the client gave it; null where the operation names none
 * @param at when it came
 * @param client whose it was
 */
public record UnsettledWrite(String operation, String collection, Instant at, String client) {

  static UnsettledWrite of(Passage passage) {
    return new UnsettledWrite(
        passage.operation().name(),
        passage.operation().collection(),
        passage.at(),
        passage.caller().address());
  }
}
