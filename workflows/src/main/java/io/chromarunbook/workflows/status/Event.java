package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Something a reader of the report must know: a deviation from the runbook, a refusal, an order.
 *
 * @param kind "deviation", "refused", "order", "decision" or "trigger"
 */
public record Event(Instant at, String kind, String by, String text) {}
