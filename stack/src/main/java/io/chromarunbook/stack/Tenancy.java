package io.chromarunbook.stack;

import java.util.Set;

/**
 * The stay of somebody who needs Temporal and a worker for a while: at its end only what was not
 * there before ends, and only where nobody else wants it by then.
 */
public final class Tenancy {

  private final LocalStack stack;
  private final String who;
  private final boolean temporalRan;
  private final boolean workerRan;

  // What was there is kept as it was: a process that dies meanwhile is replaced by another.
  private Tenancy(LocalStack stack, String who, boolean temporalRan, boolean workerRan) {
    this.stack = stack;
    this.who = who;
    this.temporalRan = temporalRan;
    this.workerRan = workerRan;
  }

  /** Of somebody who stayed alone and was killed before leaving, all that is there is theirs. */
  static Tenancy of(LocalStack stack, String who, StackState before) {
    boolean ours = before.claims().equals(Set.of(who));
    return new Tenancy(
        stack, who, before.temporalRuns() && !ours, before.supervisorRuns() && !ours);
  }

  /** Whether a worker was there before, which others may count on. */
  public boolean sharesTheWorker() {
    return workerRan;
  }

  /** Whether a Temporal was there before. */
  boolean sharesTemporal() {
    return temporalRan;
  }

  /** Whether anything was there before. */
  public boolean shares() {
    return temporalRan || workerRan;
  }

  /** Who stays. */
  String who() {
    return who;
  }

  /** Ends the stay. */
  public void leave() {
    stack.leave(this);
  }
}
