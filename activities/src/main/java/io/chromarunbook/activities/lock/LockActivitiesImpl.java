package io.chromarunbook.activities.lock;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.LockActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.activity.Activity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes and gives up the places a migration works on. */
public final class LockActivitiesImpl implements LockActivities {

  private static final String SOURCE = "source";
  private static final String TARGET = "target";

  private final Runs runs;

  /** Works on runs of this home. */
  public LockActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public Optional<LockHolder> take(RunReference reference) {
    PlaceLocks locks = locks();
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          List<LockHolder> wanted =
              List.of(
                  holder(run, SOURCE, run.plan().source()),
                  holder(run, TARGET, run.plan().target()));
          for (int taken = 0; taken < wanted.size(); taken++) {
            Optional<LockHolder> other = locks.take(wanted.get(taken));
            if (other.isPresent()) {
              // Both or none: what is half taken would keep others out for nothing.
              wanted.subList(0, taken).forEach(locks::release);
              return other;
            }
            attempt.progress(0, 0);
          }
          return Optional.empty();
        });
  }

  @Override
  public void releaseSource(RunReference reference) {
    release(reference, SOURCE, Plans.SOURCE);
  }

  @Override
  public void releaseTarget(RunReference reference) {
    release(reference, TARGET, Plans.TARGET);
  }

  /** Which of a run's servers is meant. */
  private interface Plans {
    Plans SOURCE = run -> run.plan().source();
    Plans TARGET = run -> run.plan().target();

    ServerPlan of(OpenRun run);
  }

  private void release(RunReference reference, String side, Plans plans) {
    PlaceLocks locks = locks();
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          locks.release(holder(run, side, plans.of(run)));
          return null;
        });
  }

  private LockHolder holder(OpenRun run, String side, ServerPlan server) {
    return new LockHolder(
        LockedPlace.of(server),
        side,
        run.reference().migration(),
        run.reference().runId(),
        runs.homeId(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static PlaceLocks locks() {
    return new PlaceLocks(Activity.getExecutionContext().getWorkflowClient());
  }
}
