package io.chromarunbook.worker;

import io.chromarunbook.activities.run.DirectoryServers;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.workflows.Names;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: takes tasks from both queues until it is told to stop. Any number of them may run on
 * one home.
 */
public final class RunbookWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunbookWorker.class);

  /** Moving records saturates a Chroma server with very few at a time. */
  private static final int DATA_ACTIVITIES = 4;

  private static final int LIGHT_ACTIVITIES = 16;

  /** So that a successor of a worker that died goes on where it was, and not far before. */
  private static final Duration BEATS_AT_LEAST_EVERY = Duration.ofSeconds(1);

  /** How long a workflow waits for the worker that knows it, before any other may take it. */
  private static final Duration LOYALTY = Duration.ofSeconds(2);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final RunbookHome home;
  private final String homeId;
  private final Telemetry telemetry;
  private final TemporalConnection temporal;
  private final WorkerFactory factory;
  private final WatchEndpoint endpoint;
  private final Path file;
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  RunbookWorker(WorkerSettings settings, DirectoryServers directories) {
    home = settings.home();
    homeId = writableHomeId(home);
    TemporalSettings found = TemporalSettings.find(home.root(), settings.environment());
    telemetry = new Telemetry();
    temporal = TemporalConnection.open(found, telemetry.scope());
    factory = factory(temporal, settings, directories);
    endpoint = new WatchEndpoint(settings.metricsPort(), telemetry::scrape, this::health);
    file = WorkerFile.in(home.root(), ProcessHandle.current().pid());
  }

  /** The process. */
  public static void main(String[] arguments) {
    System.exit(serve(System.getenv(), DirectoryServers.NONE, System.err));
  }

  /**
   * Runs a worker in this process until the process is told to end (then it ends with 0).
   *
   * @param environment the variables RUNBOOK_HOME, RUNBOOK_METRICS_PORT, TEMPORAL_*, and those the
   *     plans' secrets are in
   * @param directories serves those that plans name instead of servers
   * @param complaints where a worker that cannot even start says why, in one sentence
   * @return the exit code of a worker that could not start
   */
  public static int serve(
      Map<String, String> environment, DirectoryServers directories, PrintStream complaints) {
    RunbookWorker worker;
    try {
      WorkerSettings settings = WorkerSettings.from(environment);
      String ignored = writableHomeId(settings.home());
      WorkerLogging.start(settings.home().root());
      worker = new RunbookWorker(settings, directories);
    } catch (IllegalArgumentException e) {
      complaints.println(e.getMessage());
      return 2;
    } catch (StackDownException e) {
      complaints.println(e.getMessage());
      return 3;
    }
    Thread end =
        new Thread(
            () -> {
              worker.close();
              // Being told to stop is no failure; without this the JVM would end with 143.
              Runtime.getRuntime().halt(0);
            },
            "stop-worker");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      worker.run();
      return 0;
    } catch (RuntimeException e) {
      LOG.error("The worker ends because of a defect.", e);
      unlessEnding(() -> Runtime.getRuntime().removeShutdownHook(end));
      return 70;
    }
  }

  /** Takes tasks until {@link #close()}; waits for Temporal where it is not there yet. */
  void run() {
    try {
      DurableFile.writeJson(
          file,
          new WorkerFile(
              ProcessHandle.current().pid(),
              Instant.now(),
              endpoint.address() + "/metrics",
              homeId));
      LOG.info(
          "Worker {} on home {} ({}); figures at {}/metrics.",
          ProcessHandle.current().pid(),
          home.root(),
          homeId,
          endpoint.address());
      if (temporalAnswers()) {
        SearchAttributes.register(temporal);
        factory.start();
        LOG.info(
            "Taking tasks from {} and {} of Temporal at {}.",
            Names.TASK_QUEUE,
            Names.DATA_TASK_QUEUE,
            temporal.settings().description());
        watchTemporal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      release();
    }
  }

  /** Where figures and health are. */
  String address() {
    return endpoint.address();
  }

  /** Stops taking tasks, lets those under way notice, and returns when all is put away. */
  @Override
  public void close() {
    var ignored = stop.complete(null);
    try {
      if (!stopped.await(GRACE.plusSeconds(3).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Some tasks did not end in time; other workers take them over.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchTemporal() throws InterruptedException {
    TemporalLog log = new TemporalLog(InstantSource.system());
    while (!toldToStopWithin(BETWEEN_LOOKS)) {
      Optional<String> problem = problemUnlessToldToStop();
      if (!stop.isDone()) {
        log.look(problem);
      }
    }
  }

  /**
   * What is wrong with Temporal; nothing as soon as the worker is to stop, because a Temporal that
   * hangs is asked for seconds.
   */
  private Optional<String> problemUnlessToldToStop() {
    CompletableFuture<Optional<String>> problem = new CompletableFuture<>();
    Thread look =
        new Thread(
            () -> {
              try {
                problem.complete(temporal.problem());
              } catch (RuntimeException e) {
                problem.completeExceptionally(e);
              }
            },
            "look-at-temporal");
    look.setDaemon(true);
    look.start();
    var ignored = CompletableFuture.anyOf(stop, problem).join();
    return stop.isDone() ? Optional.empty() : problem.join();
  }

  private boolean toldToStopWithin(Duration duration) throws InterruptedException {
    try {
      var ignored = stop.get(duration.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing fails where a worker is told to stop", e);
    }
  }

  private static void unlessEnding(Runnable action) {
    try {
      action.run();
    } catch (IllegalStateException e) {
      // The process is ending anyway.
    }
  }

  private boolean temporalAnswers() throws InterruptedException {
    Instant complainAgain = Instant.MIN;
    while (true) {
      Optional<String> problem = problemUnlessToldToStop();
      if (stop.isDone()) {
        return false;
      }
      if (problem.isEmpty()) {
        return true;
      }
      if (Instant.now().isAfter(complainAgain)) {
        LOG.warn("{} Waiting for it.", problem.get());
        complainAgain = Instant.now().plus(BETWEEN_COMPLAINTS);
      }
      if (toldToStopWithin(BETWEEN_TRIES)) {
        return false;
      }
    }
  }

  private void release() {
    LOG.info("Stopping: tasks under way are told, and others take them over.");
    List<AutoCloseable> inOrder =
        List.of(this::drain, endpoint, temporal, telemetry, () -> Files.deleteIfExists(file));
    for (AutoCloseable each : inOrder) {
      try {
        each.close();
      } catch (Exception e) {
        // What cannot be put away must not keep the rest from being so.
        LOG.warn("Something could not be put away.", e);
      }
    }
    stopped.countDown();
  }

  private void drain() {
    if (factory.isStarted()) {
      // Activities are not interrupted, which could tear what they write: their next heartbeat
      // tells them that they are no longer wanted here.
      factory.shutdown();
      factory.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Health health() {
    String status = Health.UP;
    if (!factory.isStarted() || factory.isShutdown()) {
      status = temporal.problem().orElse("The worker is starting or stopping.");
    } else {
      status = temporal.problem().orElse(Health.UP);
    }
    return new Health(
        status,
        temporal.settings().description(),
        home.root().toString(),
        homeId,
        telemetry.pollers());
  }

  private static WorkerFactory factory(
      TemporalConnection temporal, WorkerSettings settings, DirectoryServers directories) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(200)
                .setMaxWorkflowThreadCount(600)
                .setWorkerInterceptors(new FailureLog())
                .build());
    Worker light = factory.newWorker(Names.TASK_QUEUE, options(LIGHT_ACTIVITIES));
    Worker data = factory.newWorker(Names.DATA_TASK_QUEUE, options(DATA_ACTIVITIES));
    light.registerWorkflowImplementationTypes(Hosting.workflows().toArray(Class<?>[]::new));
    Runs runs =
        new Runs(
            settings.home(),
            new Secrets(settings.environment()::get),
            ChromaServers::toWrite,
            directories);
    Object[] activities = Hosting.activities(runs).toArray();
    light.registerActivitiesImplementations(activities);
    data.registerActivitiesImplementations(activities);
    return factory;
  }

  private static WorkerOptions options(int activities) {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(activities)
        .setMaxHeartbeatThrottleInterval(BEATS_AT_LEAST_EVERY)
        .setDefaultHeartbeatThrottleInterval(BEATS_AT_LEAST_EVERY)
        .setStickyQueueScheduleToStartTimeout(LOYALTY)
        .build();
  }

  private static String writableHomeId(RunbookHome home) {
    Path probe = home.root().resolve("workers").resolve(".writable");
    try {
      DurableFile.writeText(probe, "");
      Files.delete(probe);
      return home.id();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "RUNBOOK_HOME "
              + home.root()
              + " cannot be written; make it a directory this user may write to, or set"
              + " RUNBOOK_HOME to one.",
          e);
    }
  }
}
