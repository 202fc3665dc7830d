package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;

/**
 * What starts a migration.
 *
 * @param planDigest SHA-256 of the plan's canonical JSON
 * @param startedBy who starts it; null where nobody said
 * @param replaces a closed migration whose collections at the target make room for this one's; null
 *     for none
 * @param carried where an earlier part of the same run stopped; null when it starts
 */
public record MigrationRequest(
    Plan plan, String planDigest, String startedBy, String replaces, MigrationState carried) {

  /** A new run. */
  public static MigrationRequest of(
      Plan plan, String planDigest, String startedBy, String replaces) {
    return new MigrationRequest(plan, planDigest, startedBy, replaces, null);
  }
}
