package io.chromarunbook.starter.command;

import io.chromarunbook.client.Migrations;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.PlanSight;
import java.util.Optional;

/**
 * What a worker found of what a plan refers to.
 *
 * @param sight what it found; empty where nobody looked
 * @param why nobody looked, in the middle of a sentence; empty where somebody did
 */
record SoughtOut(Optional<PlanSight> sight, String why) {

  /** Has a worker look, where one is. */
  static SoughtOut byWorker(Session session, Plan plan) {
    TemporalAnswer<SoughtOut> asked =
        TemporalAnswer.asked(session, migrations -> byWorker(migrations, plan));
    return asked instanceof TemporalAnswer.Answers<SoughtOut> answers
        ? answers.answer()
        : new SoughtOut(Optional.empty(), "no Temporal is there, and no worker");
  }

  private static SoughtOut byWorker(Migrations migrations, Plan plan) {
    if (migrations.workerLastSeen().isEmpty()) {
      return new SoughtOut(Optional.empty(), "no worker runs");
    }
    Optional<PlanSight> sight = migrations.sight().of(plan);
    return new SoughtOut(
        sight, sight.isPresent() ? "" : "no worker answered, though one was there lately");
  }
}
