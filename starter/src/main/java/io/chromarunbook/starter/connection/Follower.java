package io.chromarunbook.starter.connection;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Follows a run to its end. */
public final class Follower {

  /** How often people want to see news; a copy has some no more often, and each look is work. */
  public static final Duration PACE = Duration.ofSeconds(2);

  private final Migrations migrations;
  private final Duration pause;

  /** Asks, and asks again after each pause. */
  public Follower(Migrations migrations, Duration pause) {
    this.migrations = migrations;
    this.pause = pause;
  }

  /** Hears where the run stands. */
  public interface Listener {

    /** The run answered. */
    void stands(MigrationStatus status);

    /** No worker answers, or Temporal does not, for now. */
    void silence();
  }

  /** Returns when nothing more happens by itself; a silence is waited out. */
  public MigrationStatus toTheEnd(String id, Listener listener) {
    while (true) {
      try {
        MigrationStatus status = migrations.status(id);
        listener.stands(status);
        if (status.state().ended()) {
          return status;
        }
      } catch (SilentWorker e) {
        listener.silence();
      } catch (Failure e) {
        if (e.exitCode() != io.chromarunbook.starter.outcome.ExitCode.UNREACHABLE) {
          throw e;
        }
        listener.silence();
      }
      rest();
    }
  }

  private void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while following a run", e);
    }
  }
}
