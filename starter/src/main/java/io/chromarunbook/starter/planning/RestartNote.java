package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.Plan;

/** What a plan does about restarting the target, for people who read it before it is started. */
public final class RestartNote {

  private RestartNote() {}

  /** In a sentence: whom a restart hits, or what is not proven without one. */
  public static String of(Plan plan) {
    String server = plan.target().url();
    return plan.target().restart() == null
        ? "target.restart is not in the plan, so it will not be proven that what is migrated survives a restart of "
            + server
            + "."
        : "target.restart stops "
            + server
            + " before Step 4 for everybody: every tenant, database and collection on that server is away meanwhile, not only this plan's.";
  }
}
