package io.chromarunbook.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps Temporal and one worker alive: a dead one is replaced at once, one that dies at once again
 * and again after up to three seconds. Temporal is the one the stack has on record; where somebody
 * else runs it, it is left to them.
 */
public final class Supervisor {
  /** How long a worker may take to finish what it does when asked to end. */
  static final Duration WORKER_GRACE = Duration.ofSeconds(20);

  private static final Duration SOUND_LIFE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LOOK_AT_HOME = Duration.ofSeconds(5);

  private final Path home;
  private final List<String> command;
  private final Map<String, String> environment;
  private final StateFile stateFile;
  private final TemporalWatch temporal;
  private final GateWatch gates;
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();

  /**
   * @param home the stack's directory, where the worker is recorded
   * @param command the worker's command line
   * @param environment the worker's whole environment
   */
  public Supervisor(Path home, List<String> command, Map<String, String> environment) {
    this.home = home.toAbsolutePath().normalize();
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.stateFile = new StateFile(this.home);
    LocalStack stack = LocalStack.in(this.home, new Diary(), this.environment);
    this.temporal = new TemporalWatch(stack, stop, Supervisor::say);
    this.gates = new GateWatch(stack, stop, Supervisor::say);
  }

  /**
   * Supervises until this process is asked to end; arguments are the stack's directory and the
   * worker's command line.
   */
  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("usage: Supervisor RUNBOOK_HOME COMMAND...");
    }
    new Supervisor(
            Path.of(arguments[0]),
            Arrays.asList(arguments).subList(1, arguments.length),
            System.getenv())
        .run();
  }

  /**
   * A command line that runs {@link #main} with the same Java and the same classes as this process.
   */
  static List<String> commandLine(Path home, List<String> workerCommand) {
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> whole = new ArrayList<>();
    whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It waits nearly all its life: small and quick to start is all that counts.
    whole.addAll(List.of("-Xmx32m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    whole.addAll(List.of("-cp", classes, Supervisor.class.getName(), home.toString()));
    whole.addAll(workerCommand);
    return whole;
  }

  /** Ends all workers of this stack, also one that was started and not yet recorded. */
  static void endWorkers(Path home) {
    StateFile file = new StateFile(home);
    StackProcess.fromPidFile(ServerFiles.of(home, LocalStack.WORKER).pidFile())
        .ifPresent(worker -> Ending.of(worker, WORKER_GRACE));
    List<WorkerEntry> recorded = file.read().workers();
    recorded.forEach(worker -> Ending.of(worker.process(), WORKER_GRACE));
    if (!recorded.isEmpty()) {
      file.update(state -> state.withWorkers(List.of()));
    }
  }

  /** Blocks until this process is asked to end, then ends the worker; Temporal goes on. */
  public void run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "supervisor-stop"));
    watch(temporal, "watch-temporal");
    watch(gates, "watch-gates");
    try {
      // A supervisor that was killed leaves its worker behind; two would do no harm, but nobody
      // would end the first.
      endWorkers(home);
      keepAlive();
      endWorkers(home);
    } finally {
      finished.complete(null);
    }
  }

  private static void watch(Runnable look, String name) {
    Thread thread = new Thread(look, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Makes {@link #run} end the worker and return, and waits for that. */
  public void stop() {
    stop.complete(null);
    finished.join();
  }

  private void keepAlive() {
    int quickDeaths = 0;
    while (!stop.isDone() && Files.isDirectory(home)) {
      long begun = System.nanoTime();
      runOnce();
      boolean quick = System.nanoTime() - begun < SOUND_LIFE.toNanos();
      quickDeaths = quick ? quickDeaths + 1 : 0;
      happened(stop, pauseAfter(quickDeaths));
    }
  }

  /** None after the first death: most often a worker was killed once, and a migration waits. */
  static Duration pauseAfter(int quickDeaths) {
    if (quickDeaths <= 1) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(quickDeaths - 2, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void runOnce() {
    try {
      Process worker = start();
      CompletableFuture<Object> event = CompletableFuture.anyOf(worker.onExit(), stop);
      while (!happened(event, LOOK_AT_HOME)) {
        // Whoever removed the stack's directory can no longer stop us by what is recorded there.
        if (!Files.isDirectory(home)) {
          Ending.of(StackProcess.of(worker.toHandle()), WORKER_GRACE);
          return;
        }
      }
      if (!worker.isAlive()) {
        say("worker " + worker.pid() + " ended with " + worker.onExit().join().exitValue());
      }
    } catch (StackException e) {
      say(e.getMessage());
    }
  }

  private Process start() {
    ServerFiles files = ServerFiles.of(home, LocalStack.WORKER);
    int port =
        Ports.firstFree(files.rememberedPorts().stream().limit(1).flatMapToInt(IntStream::of));
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("RUNBOOK_HOME", home.toString());
    whole.put("RUNBOOK_METRICS_PORT", String.valueOf(port));
    Process worker = new DetachedProcess(SearchPath.of(environment)).start(command, whole, files);
    WorkerEntry entry =
        WorkerEntry.of(StackProcess.of(worker.toHandle()), "http://127.0.0.1:" + port + "/metrics");
    stateFile.update(state -> state.withWorkers(List.of(entry)));
    files.rememberPorts(List.of(port));
    say("worker " + worker.pid() + " started, metrics at " + entry.metrics());
    return worker;
  }

  /** Whether it happened within this time. */
  private boolean happened(CompletableFuture<?> event, Duration limit) {
    try {
      event.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("neither a stop nor an exit can fail", e);
    } catch (InterruptedException e) {
      stop.complete(null);
      return true;
    }
  }

  /** What starting Temporal again has to tell goes into this process's log. */
  private static final class Diary implements StackListener {
    @Override
    public void started(String name, String address, Duration elapsed) {
      say(name + " at " + address + ", after " + elapsed.toMillis() + " ms");
    }

    @Override
    public void notice(String sentence) {
      say(sentence);
    }
  }

  private static void say(String sentence) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
  }
}
