package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The worker of a stack and the process that keeps it alive; whoever calls holds the lock for
 * changes.
 */
final class Supervision {
  private static final Duration SUPERVISOR_GRACE = Supervisor.WORKER_GRACE.plusSeconds(10);
  private static final Duration WORKER_START = Duration.ofSeconds(30);

  /** Deaths of a worker after which waiting for the next one is no use. */
  private static final int HOPELESS = 3;

  private final Path home;
  private final Map<String, String> environment;
  private final StackListener listener;
  private final StateFile stateFile;

  Supervision(
      Path home, Map<String, String> environment, StackListener listener, StateFile stateFile) {
    this.home = home;
    this.environment = environment;
    this.listener = listener;
    this.stateFile = stateFile;
  }

  /** A worker of exactly this command and environment; another one is ended first. */
  WorkerEntry ofThis(List<String> workerCommand, Map<String, String> workerEnvironment) {
    String digest = digest(workerCommand, workerEnvironment);
    StackState now = stateFile.read();
    if (now.supervisorRuns() && now.supervisor().commandDigest().equals(digest)) {
      return workerThere(now);
    }
    end();
    return start(workerCommand, workerEnvironment, digest);
  }

  /** The worker there is, whatever its command, or else a new one of this. */
  WorkerEntry ofAny(List<String> workerCommand) {
    StackState now = stateFile.read();
    if (now.supervisorRuns()) {
      return workerThere(now);
    }
    end();
    return start(workerCommand, Map.of(), digest(workerCommand, Map.of()));
  }

  /** Ends the worker and what keeps it alive. */
  void end() {
    SupervisorEntry recorded = stateFile.read().supervisor();
    StackProcess process = recorded == null ? null : recorded.process();
    if (Ending.ofRecorded(ServerFiles.of(home, LocalStack.SUPERVISOR), process, SUPERVISOR_GRACE)) {
      listener.stopped(LocalStack.SUPERVISOR);
    }
    // The supervisor ends its worker; these are workers whose supervisor was killed.
    Supervisor.endWorkers(home);
    if (recorded != null) {
      stateFile.update(state -> state.withSupervisor(null));
    }
  }

  private WorkerEntry workerThere(StackState now) {
    WorkerEntry worker = awaitWorker(now.supervisor().process());
    listener.started(LocalStack.WORKER, worker.metrics(), Duration.ZERO);
    return worker;
  }

  private static String digest(List<String> command, Map<String, String> environment) {
    return Digest.of(command + "\n" + new TreeMap<>(environment));
  }

  private WorkerEntry start(
      List<String> workerCommand, Map<String, String> workerEnvironment, String digest) {
    listener.starting(LocalStack.WORKER, "a worker and its supervisor");
    long begun = System.nanoTime();
    ServerFiles files = ServerFiles.of(home, LocalStack.SUPERVISOR);
    Map<String, String> whole = new HashMap<>(environment);
    whole.putAll(workerEnvironment);
    whole.put("RUNBOOK_HOME", home.toString());
    Process process =
        new DetachedProcess(SearchPath.of(environment))
            .start(Supervisor.commandLine(home, workerCommand), whole, files);
    StackProcess supervisor = StackProcess.of(process.toHandle());
    stateFile.update(state -> state.withSupervisor(new SupervisorEntry(supervisor, digest)));
    WorkerEntry worker = awaitFirstWorker(supervisor);
    listener.started(
        LocalStack.WORKER, worker.metrics(), Duration.ofNanos(System.nanoTime() - begun));
    return worker;
  }

  private WorkerEntry awaitFirstWorker(StackProcess supervisor) {
    try {
      return awaitWorker(supervisor);
    } catch (StackException e) {
      // A command that never worked would be started every three seconds for ever.
      end();
      throw e;
    }
  }

  private WorkerEntry awaitWorker(StackProcess supervisor) {
    Set<Long> dead = new HashSet<>();
    boolean settled =
        Await.until(
            () -> {
              stateFile.read().workers().stream()
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
                        ServerFiles.of(home, LocalStack.WORKER).lastLines(),
                        ServerFiles.of(home, LocalStack.WORKER).log(),
                        RunbookCommand.of("up"))));
  }

  /** A worker that lives may still be starting: one that serves its metrics is there. */
  private Optional<WorkerEntry> answeringWorker() {
    return stateFile.read().workers().stream().filter(WorkerEntry::answers).findFirst();
  }
}
