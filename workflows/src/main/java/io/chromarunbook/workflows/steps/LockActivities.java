package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.lock.LockHolder;
import io.temporal.activity.ActivityInterface;
import java.util.Optional;

/** Takes and gives up the places a migration works on. */
@ActivityInterface(namePrefix = "Lock")
public interface LockActivities {

  /**
   * Takes both places of the run's plan, or none of them. A repeat finds them taken by the run.
   *
   * @return who holds one of them; empty where they are this run's now
   */
  Optional<LockHolder> take(RunReference run);

  /** Gives up the source, where this run holds it. */
  void releaseSource(RunReference run);

  /** Gives up the target, where this run holds it. */
  void releaseTarget(RunReference run);
}
