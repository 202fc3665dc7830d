package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.TrafficAction;

/** A person vouches that an action was done by hand. */
public record Confirmation(String requestId, TrafficAction action, String by, String reason) {}
