package io.chromarunbook.gate;

import io.chromarunbook.gate.admin.AdminDoor;
import io.chromarunbook.gate.admin.AdminToken;
import io.chromarunbook.gate.admin.GateTelemetry;
import io.chromarunbook.gate.admin.ModeChange;
import io.chromarunbook.gate.admin.Rehearsal;
import io.chromarunbook.gate.admin.StatusSource;
import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.journal.Journal;
import io.chromarunbook.gate.journal.JournalFigures;
import io.chromarunbook.gate.journal.WriteNotes;
import io.chromarunbook.gate.mode.ModeKeeping;
import io.chromarunbook.gate.proxy.Admission;
import io.chromarunbook.gate.proxy.FrontDoor;
import io.chromarunbook.gate.proxy.Origins;
import io.chromarunbook.gate.settling.Settling;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A front door that is open to requests, until it is closed. */
public final class Gate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final Duration START = Duration.ofSeconds(20);

  /** How long requests under way may take to end when the process is told to. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final boolean encrypted;
  private Endpoint front;
  private Endpoint admin;

  private Gate(GateOptions options) {
    this.encrypted = options.certificate().isPresent();
  }

  /**
   * Opens a door.
   *
   * @throws IllegalArgumentException where an option is wrong, or a port taken
   * @throws io.chromarunbook.gate.mode.GateHeldException where another process is this door
   * @throws io.chromarunbook.gate.mode.GateStateException where its state cannot be read
   */
  public static Gate open(GateOptions options) {
    AdminToken token = AdminToken.of(options.tokenFile());
    Gate gate = new Gate(options);
    try {
      gate.start(options, token);
      return gate;
    } catch (RuntimeException e) {
      gate.close();
      throw e;
    }
  }

  private void start(GateOptions options, AdminToken token) {
    ModeKeeping keeping =
        ModeKeeping.in(options.directory(), options.source(), options.ownTarget());
    open.push(keeping);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                // Nothing of the jar is unpacked, and so nothing is left where a gate is killed.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    open.push(() -> await(vertx.close(), GRACE));
    Figures figures = new Figures();
    Admission admission =
        new Admission(vertx, new Settling(vertx), keeping.state(), options.patience());
    Optional<Journal> journal = journal(options);
    journal.ifPresent(open::push);
    StatusSource status =
        new StatusSource(
            keeping,
            admission,
            figures,
            () -> journal.map(Journal::figures).orElseGet(JournalFigures::off));
    GateTelemetry telemetry = new GateTelemetry(status);
    open.push(telemetry);
    Origins origins =
        new Origins(vertx, options.source(), options.sourceAuthority(), options.targetAuthority());
    FrontDoor door =
        new FrontDoor(
            vertx,
            admission,
            origins,
            figures,
            journal.map(kept -> new WriteNotes(vertx, kept)),
            options.pem());
    AdminDoor watch =
        new AdminDoor(
            vertx,
            token,
            status,
            new ModeChange(vertx, keeping, admission, figures),
            new Rehearsal(vertx, keeping, origins),
            telemetry::scrape,
            options.pem());
    admin = listening("--admin", options.admin(), watch::listen);
    open.push(() -> await(watch.close(), GRACE));
    front = listening("--listen", options.listen(), door::listen);
    open.push(() -> await(door.shutdown(GRACE), GRACE.plusSeconds(5)));
    LOG.info(
        "The gate listens at {} before {}, {}; admin at {}.",
        url(),
        options.source(),
        keeping.state().mode().word(),
        adminUrl());
  }

  private static Optional<Journal> journal(GateOptions options) {
    return options.writes() == GateOptions.WriteKeeping.JOURNAL
        ? Optional.of(Journal.in(options.directory().toAbsolutePath()))
        : Optional.empty();
  }

  /** Where applications connect. */
  public String url() {
    return front.url(encrypted);
  }

  /** Where orders are given. */
  public String adminUrl() {
    return admin.url(encrypted);
  }

  /** Takes no new request, lets those under way end, and gives everything back. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // What cannot be put away must not keep the rest from being so.
        LOG.warn("Something of the gate could not be put away.", e);
      }
    }
  }

  private static Endpoint listening(String option, Endpoint wanted, Listening listening) {
    try {
      return wanted.at(await(listening.at(wanted.host(), wanted.port()), START));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "%s %s:%d cannot be used: %s; choose another with %s HOST:PORT."
              .formatted(option, wanted.host(), wanted.port(), e.getCause().getMessage(), option),
          e);
    }
  }

  private static <T> T await(Future<T> future, Duration limit) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private interface Listening {
    Future<Integer> at(String host, int port);
  }
}
