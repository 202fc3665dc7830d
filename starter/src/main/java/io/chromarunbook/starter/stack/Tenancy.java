package io.chromarunbook.starter.stack;

/**
 * The stay of somebody who needs Temporal and a worker for a while: at its end only what was not
 * there before ends, and only where nobody else wants it by then.
 */
public final class Tenancy {

  private final LocalStack stack;
  private final String who;
  private final StackState before;

  Tenancy(LocalStack stack, String who, StackState before) {
    this.stack = stack;
    this.who = who;
    this.before = before;
  }

  /** Whether a worker was there before, which others may count on. */
  public boolean sharesTheWorker() {
    return before.supervisorRuns();
  }

  /** Whether anything was there before. */
  public boolean shares() {
    return before.temporalRuns() || before.supervisorRuns();
  }

  /** Ends the stay. */
  public void leave() {
    stack.leave(who, before);
  }
}
