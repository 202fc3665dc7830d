package io.chromarunbook.starter.migration;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.worker.Hosting;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.chromarunbook.workflows.Names;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real Temporal, a real 0.5 source and a real 1.5 target, the same ones for the whole run of the
 * tests. Each test gets databases of its own.
 */
public final class MigrationStage implements AutoCloseable {

  /** Gives tests the stage. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == MigrationStage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(MigrationStage.class))
          .computeIfAbsent(
              MigrationStage.class, first -> new MigrationStage(), MigrationStage.class);
    }
  }

  private final Path home;
  private final LocalStack stack;
  private final TemporalConnection temporal;
  private final String source;
  private final String target;
  private final Path sourceFile;
  private final Path targetFile;
  private int databases;

  private MigrationStage() {
    try {
      home = Files.createTempDirectory("migrations");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack = LocalStack.in(home, StackListener.silent(), environment());
    stack.temporal();
    source = stack.chroma("source", ChromaRelease.V0_5).url();
    target = stack.chroma("target", ChromaRelease.V1_5).url();
    sourceFile = databaseOf("source");
    targetFile = databaseOf("target");
    temporal = TemporalConnection.open(TemporalSettings.find(home, environment()));
  }

  private Path databaseOf(String server) {
    return Path.of(stack.state().server(server).orElseThrow().dataDirectory())
        .resolve("chroma.sqlite3");
  }

  /** A server somebody works with is not for tests. */
  public static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment
        .keySet()
        .removeIf(name -> name.startsWith("RUNBOOK_DEMO_") || name.startsWith("TEMPORAL_"));
    return environment;
  }

  /** Where the stage and its migrations have their files. */
  public Path home() {
    return home;
  }

  /** The source's address. */
  public String sourceUrl() {
    return source;
  }

  /** The target's address. */
  public String targetUrl() {
    return target;
  }

  /** The source's own database file, whose triggers freeze it. */
  Path sourceFile() {
    return sourceFile;
  }

  /** The target's own database file. */
  public Path targetFile() {
    return targetFile;
  }

  /** For what tests ask Temporal themselves. */
  public WorkflowClient client() {
    return temporal.client();
  }

  /** One of the source's databases. */
  public WritableServer source(String database) {
    return ChromaServers.toWrite(address(source, database));
  }

  /** One of the target's databases. */
  public WritableServer target(String database) {
    return ChromaServers.toWrite(address(target, database));
  }

  private static ServerAddress address(String url, String database) {
    return new ServerAddress(URI.create(url), ServerAddress.DEFAULT_TENANT, database, Map.of());
  }

  /** A database of its own at both servers. */
  public String newDatabase() {
    thaw();
    String name = "database-" + ++databases;
    post(source + "/api/v1/databases?tenant=" + ServerAddress.DEFAULT_TENANT, name);
    post(target + "/api/v2/tenants/" + ServerAddress.DEFAULT_TENANT + "/databases", name);
    return name;
  }

  /** Lets the source take writes again, whatever a test left behind. */
  public void thaw() {
    try {
      new SqliteTriggers(sourceFile).remove();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the source refuse writes. */
  public void freeze() {
    try {
      new SqliteTriggers(sourceFile).install();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void post(String url, String name) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(url))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))
                      .build(),
                  BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(url + " answers " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A worker in this process. */
  public AutoCloseable worker() {
    return worker(BeforeActivities.nothing());
  }

  /** A worker in this process, which lets a test interfere right before an activity. */
  public AutoCloseable worker(BeforeActivities interference) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client(),
            WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interference).build());
    Runs runs =
        new Runs(new RunbookHome(home), new Secrets(System.getenv()::get), ChromaServers::toWrite);
    WorkerOptions options =
        WorkerOptions.newBuilder()
            .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(1))
            .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(2))
            .build();
    Worker light = factory.newWorker(Names.TASK_QUEUE, options);
    light.registerWorkflowImplementationTypes(Hosting.workflows().toArray(Class<?>[]::new));
    light.registerActivitiesImplementations(Hosting.activities(runs).toArray());
    factory
        .newWorker(Names.DATA_TASK_QUEUE, options)
        .registerActivitiesImplementations(Hosting.activities(runs).toArray());
    factory.start();
    return () -> {
      factory.shutdownNow();
      factory.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
    };
  }

  /** A worker in a process of its own, as people run it. */
  public Process workerProcess() {
    return workerProcess("-Xmx512m");
  }

  /** The same with so much memory. */
  Process workerProcess(String memory) {
    return process(memory, "io.chromarunbook.worker.RunbookWorker");
  }

  /** A worker of the command line, which serves directories. */
  public Process servingWorkerProcess() {
    return process("-Xmx512m", "io.chromarunbook.starter.Runbook", "worker");
  }

  private Process process(String memory, String... program) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(program));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("worker.out").toFile()));
    builder.environment().keySet().retainAll(environment().keySet());
    builder.environment().put("RUNBOOK_HOME", home.toString());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    temporal.close();
    stack.stop();
  }
}
