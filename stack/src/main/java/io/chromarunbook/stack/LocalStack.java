package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final Path home;
  private final StateFile stateFile;
  private final StackServers servers;
  private final Supervision supervision;
  private final StackGates gates;

  private LocalStack(Path home, StackListener listener, Map<String, String> environment) {
    this.home = home.toAbsolutePath().normalize();
    this.stateFile = new StateFile(this.home);
    Map<String, String> whole = Map.copyOf(environment);
    this.servers = new StackServers(this.home, whole, listener, stateFile);
    this.supervision = new Supervision(this.home, whole, listener, stateFile);
    this.gates = new StackGates(this.home, whole, listener, stateFile);
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
              supervision.end();
            }
            if (!tenancy.sharesTemporal() && !state().supervisorRuns()) {
              servers.end(TEMPORAL);
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
            supervision.end();
            servers.end(TEMPORAL);
          }
          return stateFile.update(state -> state.withClaims(others));
        });
  }

  /** A Temporal server that answers. */
  public TemporalEntry temporal() {
    return changing(servers::temporal);
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
          TemporalEntry revived = servers.localTemporal();
          if (!revived.address().equals(before)) {
            Supervisor.endWorkers(home);
          }
          return Optional.of(revived);
        });
  }

  /** A Python with the client of this release, as applications of its time use it. */
  public Path clientOf(ChromaRelease release) {
    return servers.clientOf(release);
  }

  /** A Python in which Chroma's own client is installed. */
  public Path chromaClient() {
    return servers.chromaClient();
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
    return changing(() -> servers.chroma(name, release, requested));
  }

  /**
   * A worker that is kept alive: started again when it dies, until {@link #stop()}. It finds a free
   * port for its metrics in RUNBOOK_METRICS_PORT and this stack's directory in RUNBOOK_HOME.
   *
   * @param workerEnvironment added to the environment of this stack
   */
  public WorkerEntry supervisor(List<String> workerCommand, Map<String, String> workerEnvironment) {
    return changing(() -> supervision.ofThis(workerCommand, workerEnvironment));
  }

  /** The worker that is supervised already, whatever its command, or else a new one of this. */
  public WorkerEntry worker(List<String> workerCommand) {
    return changing(() -> supervision.ofAny(workerCommand));
  }

  /**
   * A front door before this server that answers, in the mode it was last given. It is started
   * again when it dies, for as long as a worker of this stack is supervised.
   *
   * @param name of the door, other than that of any server
   * @param gateCommand how one is run, without its options
   */
  public GateEntry gate(String name, String source, List<String> gateCommand) {
    if (!CHROMA_NAME.matcher(name).matches() || state().server(name).isPresent()) {
      throw new IllegalArgumentException("not a name for a front door: " + name);
    }
    return changing(() -> gates.before(name, source, gateCommand));
  }

  /** The front doors that are on record and not there. */
  List<String> gatesThatDied() {
    return state().gates().entrySet().stream()
        .filter(gate -> !gate.getValue().process().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Starts a front door again where it died.
   *
   * @return nothing where it lives, was stopped, or somebody else changes the stack just now
   */
  Optional<GateEntry> reviveGate(String name) {
    return StackLock.ifFree(
        changeLock(),
        () -> {
          GateEntry recorded = state().gates().get(name);
          return recorded == null || recorded.process().isAlive()
              ? Optional.empty()
              : Optional.of(gates.before(name, recorded.source(), recorded.command()));
        });
  }

  /** Stops what this stack started, in the order that loses nothing; data stay. */
  public void stop() {
    changing(this::endAll);
  }

  private StackState endAll() {
    supervision.end();
    state().gates().keySet().forEach(gates::end);
    state().servers().keySet().forEach(servers::end);
    servers.end(TEMPORAL);
    return stateFile.update(state -> state.withClaims(Set.of()));
  }

  /** Stops one server, or the worker together with its supervisor. */
  public void stop(String name) {
    changing(() -> endOne(name));
  }

  private StackState endOne(String name) {
    if (Set.of(WORKER, SUPERVISOR).contains(name)) {
      supervision.end();
    } else if (state().gates().containsKey(name)) {
      gates.end(name);
    } else {
      servers.end(name);
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
    return changing(() -> servers.restart(name));
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

  private <T> T changing(Supplier<T> action) {
    return StackLock.holding(changeLock(), action);
  }

  private Path changeLock() {
    return home.resolve("stack").resolve("change.lock");
  }
}
