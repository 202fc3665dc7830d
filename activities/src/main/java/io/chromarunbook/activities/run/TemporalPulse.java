package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Beat;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.time.Instant;

/** The activity that runs on this thread. */
final class TemporalPulse implements Pulse {

  // A third of what a worker is given before it counts as dead.
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final ActivityExecutionContext context = Activity.getExecutionContext();

  @Override
  public String step() {
    return context.getInfo().getActivityType();
  }

  @Override
  public int attempt() {
    return context.getInfo().getAttempt();
  }

  @Override
  public String activity() {
    return context.getInfo().getWorkflowId()
        + "/"
        + context.getInfo().getWorkflowRunId()
        + "/"
        + context.getInfo().getActivityId();
  }

  @Override
  public Instant lastReachable() {
    return context
        .getLastHeartbeatDetails(Beat.class)
        .map(Beat::lastReachable)
        .orElse(Instant.ofEpochMilli(context.getInfo().getScheduledTimestamp()));
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void beat(Beat beat) {
    context.heartbeat(beat);
  }
}
