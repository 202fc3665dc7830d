package io.chromarunbook.client;

import io.chromarunbook.workflows.steps.HeartbeatDetails;
import java.time.Duration;
import java.time.Instant;

/**
 * Something a run waits for just now, as Temporal itself knows it: neither the run nor a worker has
 * to answer for it.
 *
 * @param workflow the workflow that asked for it: the run, or one of its children
 * @param type the activity's type, or {@link #OWN_CODE}
 * @param summary what Temporal's UI calls it; empty where that is not known
 * @param attempt from 1
 * @param state "SCHEDULED" while it waits for a worker or for its next attempt, "STARTED" while a
 *     worker has it, and so on as Temporal says
 * @param since when it was first asked for; null where the run's history has that too far back
 * @param lastFailure what ended the attempt before, as the worker told it; empty where none failed
 * @param nextAttemptAt when it is tried again; null while it is being tried
 * @param lastBeatAt when a worker last gave a sign of working on it; null where none did
 * @param beat what that sign said; null where it said nothing
 */
public record PendingWork(
    String workflow,
    String type,
    String summary,
    int attempt,
    String state,
    Instant since,
    String lastFailure,
    Instant nextAttemptAt,
    Instant lastBeatAt,
    HeartbeatDetails beat) {

  /** The type of a step of the run's own code, which is no activity. */
  public static final String OWN_CODE = "WorkflowTask";

  private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

  /** Whether it failed before and has been tried again and again for longer than people expect. */
  public boolean stuck(Instant now) {
    boolean failed = attempt > 1 || !lastFailure.isEmpty();
    return failed && (since == null || Duration.between(since, now).compareTo(WORTH_TELLING) >= 0);
  }
}
