package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.Names;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * How activities are called, by kind of work. A worker that dies is found by its missing heartbeat;
 * the long limits only bound a hang. Whether a repeat can help is the failure's own knowledge, see
 * {@link FailureKind}, so attempts are not counted: the plan's patience and the freeze budget end
 * what does not mend.
 */
public final class Profiles {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  // What fails of itself says when to try again, at most a quarter of a minute later. This is for
  // what cannot: after a worker died the next one is to begin at once, be it the tenth time.
  private static final RetryOptions AT_ONCE =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(1)
          .build();

  private static final RetryOptions A_FEW_TIMES =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumAttempts(3)
          .build();

  private Profiles() {}

  /** A few requests or a file. */
  public static ActivityOptions light(String summary) {
    return waiting(Names.TASK_QUEUE, Duration.ofMinutes(10), summary);
  }

  /** A look that is taken again soon: where it fails, nobody waits for it. */
  public static ActivityOptions glance(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Names.TASK_QUEUE)
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(summary)
        .build();
  }

  /** Something short that a person waits for and would type again. */
  public static ActivityOptions once(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Names.TASK_QUEUE)
        .setStartToCloseTimeout(Duration.ofSeconds(30))
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .setSummary(summary)
        .build();
  }

  /** A slice of records: half a minute's work, more where a server is slow. */
  public static ActivityOptions data(String summary) {
    return waiting(Names.DATA_TASK_QUEUE, Duration.ofHours(1), summary);
  }

  /** A command of the plan, which has its own limit. */
  public static ActivityOptions command(Duration limit, String summary) {
    return waiting(Names.TASK_QUEUE, limit.multipliedBy(4).plusMinutes(5), summary);
  }

  /** A message to people: a few tries, because a deaf webhook must not hold up a migration. */
  public static ActivityOptions notice(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Names.TASK_QUEUE)
        .setStartToCloseTimeout(Duration.ofSeconds(60))
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(A_FEW_TIMES)
        .setSummary(summary)
        .build();
  }

  // A cancelled writer is waited for, so that nothing undoes beside it what it still does.
  private static ActivityOptions waiting(String queue, Duration limit, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setStartToCloseTimeout(limit)
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(AT_ONCE)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(summary)
        .build();
  }
}
