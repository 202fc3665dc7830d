package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.Reaction;

/**
 * Something that a probe found past its limit.
 *
 * @param what the same text for the same thing in each probe, like "latency"
 * @param then what the plan has follow when it is so in three probes of five
 * @param message what was found, and what the limit is
 */
public record Exceeded(String what, Reaction then, String message) {

  /** The same, of which people are told and nothing else follows. */
  public Exceeded onlyTold() {
    return new Exceeded(what, Reaction.ALERT, message);
  }
}
