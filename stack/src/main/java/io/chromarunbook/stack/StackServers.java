package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The servers of a stack: each is taken from where the environment says, else started here, and put
 * on record; whoever calls holds the lock for changes.
 */
final class StackServers {
  private static final Duration SERVER_GRACE = Duration.ofSeconds(15);
  private static final int ANY_PORT = 0;

  private final Path home;
  private final Map<String, String> environment;
  private final StackListener listener;
  private final StateFile stateFile;
  private final Programs programs;

  StackServers(
      Path home, Map<String, String> environment, StackListener listener, StateFile stateFile) {
    this.home = home;
    this.environment = environment;
    this.listener = listener;
    this.stateFile = stateFile;
    this.programs = new Programs(environment, new PythonEnvironments(environment, listener));
  }

  /** A Python in which Chroma's own client is installed. */
  Path chromaClient() {
    return programs.chromaClient();
  }

  /** A Python with the client of this release. */
  Path clientOf(ChromaRelease release) {
    return programs.clientOf(release);
  }

  /** A Temporal server that answers. */
  TemporalEntry temporal() {
    Optional<String> given = setting("TEMPORAL_ADDRESS");
    return given.isPresent() ? temporalAt(given.get()) : localTemporal();
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
    end(LocalStack.TEMPORAL);
    TemporalEntry entry = new TemporalEntry(address, null, null, null, null, Origin.ENVIRONMENT);
    stateFile.update(state -> state.withTemporal(entry));
    listener.started(LocalStack.TEMPORAL, address, Duration.ZERO);
    return entry;
  }

  /** This stack's own Temporal server, started where it does not run. */
  TemporalEntry localTemporal() {
    Program program = programs.temporal();
    TemporalLaunch launch =
        new TemporalLaunch(program, ServerFiles.of(home, LocalStack.TEMPORAL), environment);
    TemporalEntry recorded = state().temporal();
    new ServerStart(
            LocalStack.TEMPORAL,
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

  /** A Chroma server of this release that answers, at one of these ports where there are any. */
  ServerEntry chroma(String name, ChromaRelease release, List<Integer> requested) {
    String variable = "RUNBOOK_DEMO_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    Optional<String> given = setting(variable);
    return given.isPresent()
        ? chromaAt(name, given.get().replaceAll("/+$", ""), variable)
        : localChroma(name, release, requested);
  }

  private ServerEntry chromaAt(String name, String url, String variable) {
    if (Http.status(url + "/api/v2/heartbeat") == 0) {
      throw new StackException(
          String.format(
              "No Chroma server answers at %s, the address in %s; start it, correct the address, or unset it to get a local server.",
              url, variable));
    }
    end(name);
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
      end(name);
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

  /**
   * Stops a Chroma server and starts it again: the same release on the same data at the same port.
   *
   * @throws UnknownServerException where none of this name was started from here
   * @throws ForeignServerException where it is used here and was started elsewhere
   */
  ServerEntry restart(String name) {
    ServerEntry recorded =
        state()
            .server(name)
            .orElseThrow(
                () ->
                    new UnknownServerException(
                        "No Chroma server named " + name + " was started from " + home + "."));
    if (recorded.process() == null) {
      throw new ForeignServerException(
          "The server %s at %s was not started from %s; restart it where it was started."
              .formatted(name, recorded.url(), home));
    }
    String directory = name + "-" + recorded.version();
    end(name, directory, recorded.process());
    return localChroma(
        name,
        ChromaRelease.ofVersion(recorded.version()),
        ServerFiles.of(home, directory).rememberedPorts());
  }

  /** Ends a server that was started here, and takes it off the record. */
  void end(String name) {
    StackState before = state();
    if (name.equals(LocalStack.TEMPORAL)) {
      end(
          LocalStack.TEMPORAL,
          LocalStack.TEMPORAL,
          before.temporal() == null ? null : before.temporal().process());
      if (before.temporal() != null) {
        stateFile.update(state -> state.withTemporal(null));
      }
    } else if (before.server(name).isPresent()) {
      ServerEntry server = before.servers().get(name);
      end(name, name + "-" + server.version(), server.process());
      stateFile.update(state -> state.withoutServer(name));
    }
  }

  private void end(String name, String directory, StackProcess recorded) {
    if (Ending.ofRecorded(ServerFiles.of(home, directory), recorded, SERVER_GRACE)) {
      listener.stopped(name);
    }
  }

  private StackState state() {
    return stateFile.read();
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
