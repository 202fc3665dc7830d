package io.chromarunbook.starter.history;

import java.time.Instant;
import java.util.List;

/**
 * One run in the list of all.
 *
 * @param state one of the runbook's states, or what became of its workflow where that was broken
 *     off; empty where nobody can tell
 * @param step the last one known, as the runbook numbers it; empty where none is
 * @param awaiting who or what it waits for
 * @param endedAt null where it has not ended, or that is not known
 * @param home id of the home it belongs to; empty where that is not known
 * @param source where this is known from
 * @param asOf of when this is; null where it is of now
 */
public record RunLine(
    String id,
    String state,
    String step,
    List<String> awaiting,
    Instant startedAt,
    Instant endedAt,
    String home,
    Source source,
    Instant asOf) {

  /** Where it is known from. */
  public enum Source {
    TEMPORAL,
    FILES
  }

  public RunLine {
    awaiting = List.copyOf(awaiting);
  }

  /** The same, which has ended: it waits for nobody. */
  RunLine ended(Instant at, String how) {
    return new RunLine(id, how, step, List.of(), startedAt, at, home, source, asOf);
  }
}
