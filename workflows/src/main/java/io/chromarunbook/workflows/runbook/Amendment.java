package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;

/**
 * A person's new plan for a run under way; it may differ in transform and budgets only.
 *
 * @param requestId the same for every repeat of one amendment
 * @param reason may be null
 */
public record Amendment(String requestId, String by, String reason, Plan plan) {}
