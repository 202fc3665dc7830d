package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of the local stack runs and where it answers: the content of {@code
 * RUNBOOK_HOME/stack.json}.
 *
 * @param temporal null when no Temporal server is known
 * @param supervisor null when nothing watches over a worker
 * @param claims who wants Temporal and the worker to stay: "up", and demos by their id
 */
@JsonInclude(Include.NON_NULL)
public record StackState(
    TemporalEntry temporal,
    SupervisorEntry supervisor,
    List<WorkerEntry> workers,
    SortedMap<String, ServerEntry> servers,
    SortedMap<String, GateEntry> gates,
    SortedSet<String> claims) {

  /** Copies what it is given. */
  public StackState {
    workers = workers == null ? List.of() : List.copyOf(workers);
    servers = servers == null ? new TreeMap<>() : new TreeMap<>(servers);
    gates = gates == null ? new TreeMap<>() : new TreeMap<>(gates);
    claims = claims == null ? new TreeSet<>() : new TreeSet<>(claims);
  }

  static StackState empty() {
    return new StackState(null, null, List.of(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
  }

  /** Reads what a local stack recorded in this directory; empty when none did. */
  public static StackState read(Path runbookHome) {
    return new StateFile(runbookHome).read();
  }

  /** The Chroma server of this name. */
  public Optional<ServerEntry> server(String name) {
    return Optional.ofNullable(servers.get(name));
  }

  StackState withTemporal(TemporalEntry entry) {
    return new StackState(entry, supervisor, workers, servers, gates, claims);
  }

  StackState withSupervisor(SupervisorEntry entry) {
    return new StackState(temporal, entry, workers, servers, gates, claims);
  }

  StackState withWorkers(List<WorkerEntry> entries) {
    return new StackState(temporal, supervisor, entries, servers, gates, claims);
  }

  StackState withServer(String name, ServerEntry entry) {
    SortedMap<String, ServerEntry> changed = new TreeMap<>(servers);
    changed.put(name, entry);
    return new StackState(temporal, supervisor, workers, changed, gates, claims);
  }

  StackState withoutServer(String name) {
    SortedMap<String, ServerEntry> changed = new TreeMap<>(servers);
    changed.remove(name);
    return new StackState(temporal, supervisor, workers, changed, gates, claims);
  }

  StackState withGate(String name, GateEntry entry) {
    SortedMap<String, GateEntry> all = new TreeMap<>(gates);
    all.put(name, entry);
    return new StackState(temporal, supervisor, workers, servers, all, claims);
  }

  StackState withoutGate(String name) {
    SortedMap<String, GateEntry> others = new TreeMap<>(gates);
    others.remove(name);
    return new StackState(temporal, supervisor, workers, servers, others, claims);
  }

  StackState withClaims(Set<String> claiming) {
    return new StackState(temporal, supervisor, workers, servers, gates, new TreeSet<>(claiming));
  }

  /** Whether a Temporal server that this stack started lives. */
  public boolean temporalRuns() {
    return temporal != null && temporal.process() != null && temporal.process().isAlive();
  }

  /** Whether a supervisor that this stack started lives. */
  public boolean supervisorRuns() {
    return supervisor != null && supervisor.process().isAlive();
  }

  /** All processes by the name under which they can be stopped or killed. */
  Map<String, StackProcess> processes() {
    Map<String, StackProcess> found = new TreeMap<>();
    if (temporal != null && temporal.process() != null) {
      found.put(LocalStack.TEMPORAL, temporal.process());
    }
    if (supervisor != null) {
      found.put(LocalStack.SUPERVISOR, supervisor.process());
    }
    workers.forEach(worker -> found.put(LocalStack.WORKER, worker.process()));
    servers.forEach(
        (name, server) -> {
          if (server.process() != null) {
            found.put(name, server.process());
          }
        });
    gates.forEach((name, gate) -> found.put(name, gate.process()));
    return found;
  }
}
