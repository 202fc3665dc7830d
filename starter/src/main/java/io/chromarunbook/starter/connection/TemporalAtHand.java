package io.chromarunbook.starter.connection;

import io.chromarunbook.client.Endpoint;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.stack.Await;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.worker.StackDownException;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Temporal a home's people work with: found, opened, and asked whether it is there. */
public final class TemporalAtHand implements Endpoint, AutoCloseable {

  /** A supervisor starts a Temporal that was killed within five seconds. */
  private static final Duration REVIVAL = Duration.ofSeconds(6);

  private final Path home;
  private final Map<String, String> environment;
  private final boolean own;
  private TemporalConnection connection;

  private TemporalAtHand(
      Path home, Map<String, String> environment, TemporalConnection connection) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.connection = connection;
    this.own = OwnTemporal.isMeant(home, connection.settings());
  }

  /**
   * Finds Temporal and asks whether it is there.
   *
   * @throws Failure where it is not, or where what is configured cannot be used
   */
  public static TemporalAtHand reach(Path home, Map<String, String> environment) {
    TemporalAtHand temporal = open(home, environment);
    try {
      temporal.mustAnswer();
      return temporal;
    } catch (Failure e) {
      temporal.close();
      throw e;
    }
  }

  private static TemporalAtHand open(Path home, Map<String, String> environment) {
    try {
      return new TemporalAtHand(home, environment, connection(home, environment));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    } catch (StackDownException e) {
      throw Failure.unreachable(e.getMessage(), e);
    }
  }

  private static TemporalConnection connection(Path home, Map<String, String> environment) {
    return TemporalConnection.open(TemporalSettings.find(home, environment));
  }

  private void mustAnswer() {
    OwnTemporal.mustRun(home, settings());
    Optional<String> problem = current().problem();
    if (problem.isPresent() && OwnTemporal.comesBack(home, settings())) {
      problem = problemAfter(REVIVAL);
    }
    if (problem.isPresent()) {
      throw Failure.unreachable(problem.get(), null);
    }
  }

  /** What is still wrong after as long as a killed server takes to be started again. */
  private Optional<String> problemAfter(Duration revival) {
    return Await.until(this::answers, revival) ? Optional.empty() : current().problem();
  }

  /** The runs there. */
  public Migrations migrations() {
    return Migrations.over(this::client, this);
  }

  private WorkflowClient client() {
    return followed().client();
  }

  /** The connection to where Temporal is now. */
  private TemporalConnection followed() {
    if (own) {
      follow(OwnTemporal.addressNow(home));
    }
    return current();
  }

  /**
   * Whoever answers where a stack's Temporal was before is a stranger, and may know the same id.
   */
  private synchronized void follow(String address) {
    if (!address.equals(connection.settings().address())) {
      TemporalConnection before = connection;
      connection = connection(home, environment);
      before.close();
    }
  }

  private synchronized TemporalConnection current() {
    return connection;
  }

  private TemporalSettings settings() {
    return current().settings();
  }

  @Override
  public String address() {
    return settings().address();
  }

  @Override
  public String namespace() {
    return settings().namespace();
  }

  @Override
  public String ui() {
    return Optional.ofNullable(settings().ui()).orElse("");
  }

  @Override
  public String description() {
    return settings().description();
  }

  @Override
  public boolean answers() {
    try {
      return followed().problem().isEmpty();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public String why(Status status) {
    return TemporalConnection.why(status);
  }

  @Override
  public void close() {
    current().close();
  }
}
