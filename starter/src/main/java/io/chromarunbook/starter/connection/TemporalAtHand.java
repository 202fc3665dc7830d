package io.chromarunbook.starter.connection;

import io.chromarunbook.client.Endpoint;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.stack.Await;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.worker.StackDownException;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Temporal a home's people work with: found, opened, and asked whether it is there. */
public final class TemporalAtHand implements Endpoint, AutoCloseable {

  /** A supervisor starts a Temporal that was killed within five seconds. */
  private static final Duration REVIVAL = Duration.ofSeconds(6);

  private final TemporalConnection connection;

  private TemporalAtHand(TemporalConnection connection) {
    this.connection = connection;
  }

  /**
   * Finds Temporal and asks whether it is there.
   *
   * @throws Failure where it is not, or where what is configured cannot be used
   */
  public static TemporalAtHand reach(Path home, Map<String, String> environment) {
    TemporalAtHand temporal = open(home, environment);
    try {
      temporal.mustAnswer(home);
      return temporal;
    } catch (Failure e) {
      temporal.close();
      throw e;
    }
  }

  private static TemporalAtHand open(Path home, Map<String, String> environment) {
    try {
      return new TemporalAtHand(TemporalConnection.open(TemporalSettings.find(home, environment)));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    } catch (StackDownException e) {
      throw Failure.unreachable(e.getMessage(), e);
    }
  }

  private void mustAnswer(Path home) {
    OwnTemporal.mustRun(home, connection.settings());
    Optional<String> problem = connection.problem();
    if (problem.isPresent() && OwnTemporal.comesBack(home, connection.settings())) {
      problem = problemAfter(REVIVAL);
    }
    if (problem.isPresent()) {
      throw Failure.unreachable(problem.get(), null);
    }
  }

  /** What is still wrong after as long as a killed server takes to be started again. */
  private Optional<String> problemAfter(Duration revival) {
    return Await.until(this::answers, revival) ? Optional.empty() : connection.problem();
  }

  /** The runs there. */
  public Migrations migrations() {
    return Migrations.over(connection.client(), this);
  }

  @Override
  public String address() {
    return connection.settings().address();
  }

  @Override
  public String namespace() {
    return connection.settings().namespace();
  }

  @Override
  public String ui() {
    return Optional.ofNullable(connection.settings().ui()).orElse("");
  }

  @Override
  public String description() {
    return connection.settings().description();
  }

  @Override
  public boolean answers() {
    return connection.problem().isEmpty();
  }

  @Override
  public String why(Status status) {
    return TemporalConnection.why(status);
  }

  @Override
  public void close() {
    connection.close();
  }
}
