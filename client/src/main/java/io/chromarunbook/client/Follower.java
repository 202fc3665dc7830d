package io.chromarunbook.client;

import io.chromarunbook.client.ClientFailure.BrokenOffRun;
import io.chromarunbook.client.ClientFailure.Unanswered;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Duration;
import java.time.Instant;
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

    /** No worker answers, or Temporal does not, for now; told again at each look. */
    void silence(Silence silence);

    /** What was silent answers again; how the run stands is told next. */
    default void heardAgain(Silence before) {}
  }

  /**
   * Returns when nothing more happens by itself; a silence is waited out.
   *
   * @throws BrokenOffRun where Temporal closed the run in the middle of what it did
   */
  public MigrationStatus toTheEnd(String id, Listener listener) {
    Silence silence = null;
    Instant temporalHeard = Instant.now();
    Instant workerHeard = temporalHeard;
    while (true) {
      try {
        MigrationStatus status = look(id);
        temporalHeard = Instant.now();
        workerHeard = temporalHeard;
        if (silence != null) {
          listener.heardAgain(silence);
          silence = null;
        }
        listener.stands(status);
        if (status.state().ended()) {
          return status;
        }
      } catch (SilentWorker e) {
        temporalHeard = Instant.now();
        silence = new Silence.NoWorker(migrations.workerLastSeen(), workerHeard);
        listener.silence(silence);
      } catch (Unanswered e) {
        silence = new Silence.NoTemporal(migrations.place(), e.why(), temporalHeard);
        listener.silence(silence);
      }
      rest();
    }
  }

  /** A run that was closed answers as it stood before, so Temporal is asked first. */
  private MigrationStatus look(String id) throws SilentWorker {
    KnownRun run = migrations.describe(id);
    if (run.brokenOff()) {
      throw new BrokenOffRun(migrations.endpoint(), run);
    }
    return migrations.status(id);
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
