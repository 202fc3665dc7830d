package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Something a reader of the report must know: a deviation from the runbook, a refusal, an order.
 *
 * @param kind "deviation", "outage", "refused", "order", "decision" or "trigger"
 */
public record Event(Instant at, String kind, String by, String text) {

  /** Something was waited for that did not move, or moves again. */
  public static final String OUTAGE = "outage";
}
