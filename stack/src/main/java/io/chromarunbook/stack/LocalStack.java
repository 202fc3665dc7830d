package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Temporal, Chroma servers and a supervised worker on this machine, with everything they keep under
 * one directory. Each call finds what runs already and starts only what is missing, so it can be
 * repeated after anything was killed, this process included.
 *
 * <p>A server is taken from the environment, else started from a program on the PATH, else from the
 * cache, which is filled on first use.
 */
public final class LocalStack {
  /** The name of the Temporal server for {@link #stop(String)} and {@link #kill(String)}. */
  public static final String TEMPORAL = "temporal";

  /** The name of the supervisor. */
  public static final String SUPERVISOR = "supervisor";

  /** The name of the worker. */
  public static final String WORKER = "worker";

  private static final Pattern CHROMA_NAME =
      Pattern.compile("(?!(temporal|supervisor|worker)$)[a-z][a-z0-9-]*");
  private static final Duration SERVER_GRACE = Duration.ofSeconds(15);
  private static final Duration SUPERVISOR_GRACE = Supervisor.WORKER_GRACE.plusSeconds(10);
  private static final Duration WORKER_START = Duration.ofSeconds(30);
  private static final int ANY_PORT = 0;

  /** Deaths of a worker after which waiting for the next one is no use. */
  private static final int HOPELESS = 3;

  private final Path home;
  private final Map<String, String> environment;
  private final StackListener listener;
  private final StateFile stateFile;
  private final Programs programs;

  private LocalStack(Path home, StackListener listener, Map<String, String> environment) {
    this.home = home.toAbsolutePath().normalize();
    this.environment = Map.copyOf(environment);
    this.listener = listener;
    this.stateFile = new StateFile(this.home);
    this.programs =
        new Programs(this.environment, new PythonEnvironments(this.environment, listener));
  }

  /** The stack of this directory, which need not exist yet. */
  public static LocalStack in(Path runbookHome, StackListener listener) {
    return new LocalStack(runbookHome, listener, System.getenv());
  }

  /** The same with another environment than this process has. */
  public static LocalStack in(
      Path runbookHome, StackListener listener, Map<String, String> environment) {
    return new LocalStack(runbookHome, listener, environment);
  }

  /** What is recorded at this moment. */
  public StackState state() {
    return stateFile.read();
  }

  /**
   * Begins a stay.
   *
   * @param who needs Temporal and a worker from now on, until {@link Tenancy#leave()} or {@link
   *     #stop()}
   */
  public Tenancy enter(String who) {
    return changing(
        () -> {
          StackState before = state();
          boolean anything = before.temporalRuns() || before.supervisorRuns();
          // Whoever wanted what is gone has nothing left to be kept for them.
          Set<String> claims = new TreeSet<>(anything ? before.claims() : Set.of());
          claims.add(who);
          stateFile.update(state -> state.withClaims(claims));
          return Tenancy.of(this, who, before);
        });
  }

  void leave(Tenancy tenancy) {
    changing(
        () -> {
          Set<String> others = new TreeSet<>(state().claims());
          others.remove(tenancy.who());
          if (others.isEmpty()) {
            if (!tenancy.sharesTheWorker()) {
              endSupervision();
            }
            if (!tenancy.sharesTemporal() && !state().supervisorRuns()) {
              endServer(TEMPORAL);
            }
          }
          return stateFile.update(state -> state.withClaims(others));
        });
  }

  /**
   * Ends the stays of everybody of this kind, and Temporal and the worker with them where nobody
   * else wants them.
   *
   * @param kind what their names begin with
   */
  public void evict(String kind) {
    changing(
        () -> {
          Set<String> others = new TreeSet<>(state().claims());
          boolean any = others.removeIf(who -> who.startsWith(kind));
          if (any && others.isEmpty()) {
            endSupervision();
            endServer(TEMPORAL);
          }
          return stateFile.update(state -> state.withClaims(others));
        });
  }

  /** A Temporal server that answers. */
  public TemporalEntry temporal() {
    return changing(
        () -> {
          Optional<String> given = setting("TEMPORAL_ADDRESS");
          return given.isPresent() ? temporalAt(given.get()) : localTemporal();
        });
  }

  /** Whether this stack's own Temporal server is on record and not there. */
  boolean temporalDied() {
    TemporalEntry recorded = state().temporal();
    return recorded != null && recorded.process() != null && !recorded.process().isAlive();
  }

  /**
   * Starts this stack's own Temporal server again where it died; a worker that knows it by another
   * address is replaced.
   *
   * @return nothing where it lives, is not ours, or somebody else changes the stack just now
   */
  Optional<TemporalEntry> reviveTemporal() {
    return StackLock.ifFree(
        changeLock(),
        () -> {
          if (!temporalDied()) {
            return Optional.empty();
          }
          String before = state().temporal().address();
          TemporalEntry revived = localTemporal();
          if (!revived.address().equals(before)) {
            Supervisor.endWorkers(home);
          }
          return Optional.of(revived);
        });
  }

  /** A Python in which Chroma's own client is installed. */
  public Path chromaClient() {
    return programs.chromaClient();
  }

  /** A Chroma server of this release that answers; its data belong to the name and the release. */
  public ServerEntry chroma(String name, ChromaRelease release) {
    return chroma(name, release, List.of());
  }

  /** The same at exactly this port. */
  public ServerEntry chroma(String name, ChromaRelease release, int port) {
    return chroma(name, release, List.of(port));
  }

  private ServerEntry chroma(String name, ChromaRelease release, List<Integer> requested) {
    if (!CHROMA_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a Chroma server: " + name);
    }
    return changing(
        () -> {
          String variable =
              "RUNBOOK_DEMO_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
          Optional<String> given = setting(variable);
          return given.isPresent()
              ? chromaAt(name, given.get().replaceAll("/+$", ""), variable)
              : localChroma(name, release, requested);
        });
  }

  /**
   * A worker that is kept alive: started again when it dies, until {@link #stop()}. It finds a free
   * port for its metrics in RUNBOOK_METRICS_PORT and this stack's directory in RUNBOOK_HOME.
   *
   * @param workerEnvironment added to the environment of this stack
   */
  public WorkerEntry supervisor(List<String> workerCommand, Map<String, String> workerEnvironment) {
    return changing(
        () -> {
          String digest = digest(workerCommand, workerEnvironment);
          StackState now = state();
          if (now.supervisorRuns() && now.supervisor().commandDigest().equals(digest)) {
            return workerThere(now);
          }
          endSupervision();
          return supervise(workerCommand, workerEnvironment, digest);
        });
  }

  /** The worker that is supervised already, whatever its command, or else a new one of this. */
  public WorkerEntry worker(List<String> workerCommand) {
    return changing(
        () -> {
          StackState now = state();
          if (now.supervisorRuns()) {
            return workerThere(now);
          }
          endSupervision();
          return supervise(workerCommand, Map.of(), digest(workerCommand, Map.of()));
        });
  }

  private WorkerEntry workerThere(StackState now) {
    WorkerEntry worker = awaitWorker(now.supervisor().process());
    listener.started(WORKER, worker.metrics(), Duration.ZERO);
    return worker;
  }

  private static String digest(List<String> command, Map<String, String> environment) {
    return Digest.of(command + "\n" + new TreeMap<>(environment));
  }

  /** Stops what this stack started, in the order that loses nothing; data stay. */
  public void stop() {
    changing(this::endAll);
  }

  private StackState endAll() {
    endSupervision();
    state().servers().keySet().forEach(this::endServer);
    endServer(TEMPORAL);
    return stateFile.update(state -> state.withClaims(Set.of()));
  }

  /** Stops one server, or the worker together with its supervisor. */
  public void stop(String name) {
    changing(() -> endOne(name));
  }

  private StackState endOne(String name) {
    if (Set.of(WORKER, SUPERVISOR).contains(name)) {
      endSupervision();
    } else {
      endServer(name);
    }
    return state();
  }

  /**
   * Stops a Chroma server that this stack started, and starts it again: the same release on the
   * same data at the same port. What it held in memory only is gone.
   *
   * @throws UnknownServerException where none of this name was started from here
   * @throws ForeignServerException where it is used here and was started elsewhere
   */
  public ServerEntry restart(String name) {
    return changing(
        () -> {
          ServerEntry recorded =
              state()
                  .server(name)
                  .orElseThrow(
                      () ->
                          new UnknownServerException(
                              "No Chroma server named "
                                  + name
                                  + " was started from "
                                  + home
                                  + "."));
          if (recorded.process() == null) {
            throw new ForeignServerException(
                "The server %s at %s was not started from %s; restart it where it was started."
                    .formatted(name, recorded.url(), home));
          }
          String directory = name + "-" + recorded.version();
          end(name, directory, recorded.process(), SERVER_GRACE);
          return localChroma(
              name,
              ChromaRelease.ofVersion(recorded.version()),
              ServerFiles.of(home, directory).rememberedPorts());
        });
  }

  /**
   * Kills one process as a crash would: at once, without a chance to tidy up, and still recorded.
   */
  public StackProcess kill(String name) {
    StackProcess process = state().processes().get(name);
    if (process == null) {
      throw new StackException(
          "Nothing named "
              + name
              + " was started from "
              + home
              + "; see "
              + RunbookCommand.of("doctor")
              + ".");
    }
    Ending.atOnce(process);
    return process;
  }

  private TemporalEntry temporalAt(String address) {
    StackState now = state();
    if (now.temporalRuns()) {
      if (now.temporal().address().equals(address)) {
        return localTemporal();
      }
      throw new StackException(
          String.format(
              "This stack runs a Temporal of its own at %s, which runs may count on, and TEMPORAL_ADDRESS names %s; unset TEMPORAL_ADDRESS, or stop the stack first with %s.",
              now.temporal().address(), address, RunbookCommand.of("down")));
    }
    HostAndPort place = HostAndPort.parse(address);
    if (!Ports.accepts(place.host(), place.port())) {
      throw new StackException(
          "No Temporal server answers at "
              + address
              + ", the address in TEMPORAL_ADDRESS; start it, correct the address, or unset it to get a local server.");
    }
    endServer(TEMPORAL);
    TemporalEntry entry = new TemporalEntry(address, null, null, null, null, Origin.ENVIRONMENT);
    stateFile.update(state -> state.withTemporal(entry));
    listener.started(TEMPORAL, address, Duration.ZERO);
    return entry;
  }

  private TemporalEntry localTemporal() {
    Program program = programs.temporal();
    TemporalLaunch launch =
        new TemporalLaunch(program, ServerFiles.of(home, TEMPORAL), environment);
    TemporalEntry recorded = state().temporal();
    new ServerStart(
            TEMPORAL,
            "Temporal " + program.version(),
            launch.files(),
            List.of(),
            TemporalLaunch.USUAL_PORTS,
            launch.environment(),
            launch::command,
            launch::address,
            launch::answers,
            (ports, process) ->
                stateFile.update(state -> state.withTemporal(launch.entry(ports, process))))
        .ensure(recorded == null ? null : recorded.process(), listener);
    return state().temporal();
  }

  private ServerEntry chromaAt(String name, String url, String variable) {
    if (Http.status(url + "/api/v2/heartbeat") == 0) {
      throw new StackException(
          String.format(
              "No Chroma server answers at %s, the address in %s; start it, correct the address, or unset it to get a local server.",
              url, variable));
    }
    endServer(name);
    ServerEntry entry = new ServerEntry(url, null, null, null, Origin.ENVIRONMENT);
    stateFile.update(state -> state.withServer(name, entry));
    listener.started(name, url, Duration.ZERO);
    return entry;
  }

  private ServerEntry localChroma(String name, ChromaRelease release, List<Integer> requested) {
    Program program = programs.chroma(release);
    // A directory is never opened by another release than the one that made it: there is no way
    // back.
    ServerFiles files = ServerFiles.of(home, name + "-" + release.version());
    ChromaLaunch launch = new ChromaLaunch(release, program, files, environment);
    Optional<ServerEntry> recorded = state().server(name);
    if (recorded.isPresent() && !release.version().equals(recorded.get().version())) {
      endServer(name);
      recorded = Optional.empty();
    }
    new ServerStart(
            name,
            release.requirements().title(),
            files,
            requested,
            List.of(ANY_PORT),
            launch.environment(),
            launch::command,
            launch::url,
            launch::answers,
            (ports, process) ->
                stateFile.update(state -> state.withServer(name, launch.entry(ports, process))))
        .ensure(recorded.map(ServerEntry::process).orElse(null), listener);
    return state().server(name).orElseThrow();
  }

  private WorkerEntry supervise(
      List<String> workerCommand, Map<String, String> workerEnvironment, String digest) {
    listener.starting(WORKER, "a worker and its supervisor");
    long begun = System.nanoTime();
    ServerFiles files = ServerFiles.of(home, SUPERVISOR);
    Map<String, String> whole = new HashMap<>(environment);
    whole.putAll(workerEnvironment);
    whole.put("RUNBOOK_HOME", home.toString());
    Process process =
        new DetachedProcess(SearchPath.of(environment))
            .start(Supervisor.commandLine(home, workerCommand), whole, files);
    StackProcess supervisor = StackProcess.of(process.toHandle());
    stateFile.update(state -> state.withSupervisor(new SupervisorEntry(supervisor, digest)));
    WorkerEntry worker = awaitFirstWorker(supervisor);
    listener.started(WORKER, worker.metrics(), Duration.ofNanos(System.nanoTime() - begun));
    return worker;
  }

  private WorkerEntry awaitFirstWorker(StackProcess supervisor) {
    try {
      return awaitWorker(supervisor);
    } catch (StackException e) {
      // A command that never worked would be started every three seconds for ever.
      endSupervision();
      throw e;
    }
  }

  private WorkerEntry awaitWorker(StackProcess supervisor) {
    Set<Long> dead = new HashSet<>();
    boolean settled =
        Await.until(
            () -> {
              state().workers().stream()
                  .filter(worker -> !worker.process().isAlive())
                  .forEach(worker -> dead.add(worker.pid()));
              return answeringWorker().isPresent()
                  || dead.size() >= HOPELESS
                  || !supervisor.isAlive();
            },
            WORKER_START);
    return answeringWorker()
        .orElseThrow(
            () ->
                new StackException(
                    String.format(
                        "The worker %s (%s); look at %s, then run %s again.",
                        settled ? "ends as soon as it is started" : "does not answer",
                        ServerFiles.of(home, WORKER).lastLines(),
                        ServerFiles.of(home, WORKER).log(),
                        RunbookCommand.of("up"))));
  }

  /** A worker that lives may still be starting: one that serves its metrics is there. */
  private Optional<WorkerEntry> answeringWorker() {
    return state().workers().stream().filter(WorkerEntry::answers).findFirst();
  }

  private void endSupervision() {
    SupervisorEntry recorded = state().supervisor();
    end(SUPERVISOR, SUPERVISOR, recorded == null ? null : recorded.process(), SUPERVISOR_GRACE);
    // The supervisor ends its worker; these are workers whose supervisor was killed.
    Supervisor.endWorkers(home);
    if (recorded != null) {
      stateFile.update(state -> state.withSupervisor(null));
    }
  }

  private void endServer(String name) {
    StackState before = state();
    if (name.equals(TEMPORAL)) {
      end(
          TEMPORAL,
          TEMPORAL,
          before.temporal() == null ? null : before.temporal().process(),
          SERVER_GRACE);
      if (before.temporal() != null) {
        stateFile.update(state -> state.withTemporal(null));
      }
    } else if (before.server(name).isPresent()) {
      ServerEntry server = before.servers().get(name);
      end(name, name + "-" + server.version(), server.process(), SERVER_GRACE);
      stateFile.update(state -> state.withoutServer(name));
    }
  }

  /** Ends what is recorded, and what was started by somebody who was killed before recording it. */
  private void end(String name, String directory, StackProcess recorded, Duration grace) {
    List<StackProcess> processes = new ArrayList<>();
    StackProcess.fromPidFile(ServerFiles.of(home, directory).pidFile()).ifPresent(processes::add);
    if (recorded != null && recorded.isAlive()) {
      processes.add(recorded);
    }
    processes.forEach(process -> Ending.of(process, grace));
    if (!processes.isEmpty()) {
      listener.stopped(name);
    }
  }

  private <T> T changing(Supplier<T> action) {
    return StackLock.holding(changeLock(), action);
  }

  private Path changeLock() {
    return home.resolve("stack").resolve("change.lock");
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
