package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at everything the local stack needs and runs, and changes nothing. */
public final class Doctor {
  private static final int JAVA = 17;
  private static final double GIGABYTE = 1e9;
  private static final double ROOM_FOR_DATA = 1;
  private static final double ROOM_FOR_PROGRAMS = 2;

  private final Path home;
  private final Map<String, String> environment;
  private final Function<Instant, String> moments;
  private final StackState state;
  private final List<MachineFinding> findings = new ArrayList<>();

  private Doctor(Path home, Map<String, String> environment, Function<Instant, String> moments) {
    this.home = home.toAbsolutePath().normalize();
    this.environment = environment;
    this.moments = moments;
    this.state = StackState.read(this.home);
  }

  /**
   * Everything about the stack of this directory, good or bad.
   *
   * @param moments says a moment as a person reads it
   */
  public static List<MachineFinding> examine(
      Path runbookHome, Map<String, String> environment, Function<Instant, String> moments) {
    Doctor doctor = new Doctor(runbookHome, environment, moments);
    doctor.java();
    doctor.programs();
    doctor.disk("disk", doctor.home, ROOM_FOR_DATA);
    doctor.temporal();
    doctor.servers();
    doctor.worker();
    return List.copyOf(doctor.findings);
  }

  private void java() {
    Runtime.Version version = Runtime.version();
    findings.add(
        version.feature() >= JAVA
            ? MachineFinding.good("java", version.toString())
            : MachineFinding.problem(
                "java", version.toString(), "install a JDK of release " + JAVA + " or later"));
  }

  private void programs() {
    PythonEnvironments cache = new PythonEnvironments(environment, StackListener.silent());
    List<Requirements> wanted =
        Stream.concat(
                Stream.of(Requirements.TEMPORAL),
                ChromaRelease.ofEachLine().map(ChromaRelease::requirements))
            .toList();
    List<Requirements> missing =
        wanted.stream().filter(each -> cache.installed(each).isEmpty()).toList();
    Path location = PythonEnvironments.location(environment);
    if (missing.isEmpty()) {
      findings.add(MachineFinding.good("cache", location + " holds all programs"));
      return;
    }
    findings.add(
        MachineFinding.note(
            "cache",
            location
                + " lacks "
                + String.join(", ", missing.stream().map(Requirements::title).toList()),
            "nothing: they are installed when they are first needed"));
    disk("disk for programs", location, ROOM_FOR_PROGRAMS);
    Pythons pythons = new Pythons(environment);
    for (Requirements each : missing) {
      findings.add(python(pythons, each));
    }
  }

  private static MachineFinding python(Pythons pythons, Requirements requirements) {
    String subject = "python for " + requirements.title();
    try {
      Pythons.Python python = pythons.suitableFor(requirements);
      return MachineFinding.good(subject, python.program() + " (3." + python.minor() + ")");
    } catch (StackException e) {
      return MachineFinding.problem(
          subject,
          e.getMessage(),
          "install Python "
              + requirements.supportedPythons()
              + " with venv, or name one in RUNBOOK_PYTHON");
    }
  }

  private void disk(String subject, Path directory, double gigabytes) {
    Path existing = directory;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      double free = Files.getFileStore(existing).getUsableSpace() / GIGABYTE;
      String found = String.format(Locale.ROOT, "%.1f GB free at %s", free, existing);
      if (!Files.isWritable(existing)) {
        findings.add(
            MachineFinding.problem(
                subject,
                existing + " is not writable",
                "make it writable or choose another place"));
      } else if (free < gigabytes) {
        findings.add(
            MachineFinding.problem(
                subject,
                found,
                String.format(Locale.ROOT, "free at least %.0f GB there", gigabytes)));
      } else {
        findings.add(MachineFinding.good(subject, found));
      }
    } catch (IOException e) {
      findings.add(
          MachineFinding.problem(
              subject, "cannot look at " + existing, "check that the disk is mounted"));
    }
  }

  private void temporal() {
    String given = environment.get("TEMPORAL_ADDRESS");
    if (given != null && !given.isBlank()) {
      reachable(
          "temporal",
          given,
          "start it, correct TEMPORAL_ADDRESS, or unset it to get a local server");
    } else if (state.temporal() != null && state.temporal().process() != null) {
      own(state.temporal());
    } else if (state.temporal() != null) {
      reachable(
          "temporal",
          state.temporal().address(),
          "run " + RunbookCommand.of("up") + ": it starts it again with its data");
    } else {
      findings.add(
          MachineFinding.note(
              "temporal", "no local server is running", "run " + RunbookCommand.of("up")));
      for (int port : TemporalLaunch.USUAL_PORTS) {
        if (!Ports.isFree(port)) {
          findings.add(
              MachineFinding.note(
                  "port " + port,
                  "something else listens there",
                  "nothing: "
                      + RunbookCommand.of("up")
                      + " takes another port; or set TEMPORAL_ADDRESS if that is your Temporal"));
        }
      }
    }
  }

  /** Who answers at the address of a server that died is somebody else. */
  private void own(TemporalEntry own) {
    String process = "process " + own.process().pid();
    if (state.temporalRuns()) {
      HostAndPort place = HostAndPort.parse(own.address());
      String watched = state.supervisorRuns() ? ", watched over" : ", watched over by nobody";
      findings.add(
          Ports.accepts(place.host(), place.port())
              ? MachineFinding.good(
                  "temporal",
                  "answers at %s, %s since %s%s"
                      .formatted(
                          own.address(), process, moments.apply(own.process().started()), watched))
              : MachineFinding.problem(
                  "temporal",
                  process + " does not answer at " + own.address(),
                  "look at " + ServerFiles.of(home, LocalStack.TEMPORAL).log()));
    } else if (state.supervisorRuns()) {
      findings.add(
          MachineFinding.problem(
              "temporal",
              process + " at " + own.address() + " died",
              "nothing: the supervisor starts it again, its log is "
                  + ServerFiles.of(home, LocalStack.SUPERVISOR).log()));
    } else {
      findings.add(
          MachineFinding.problem(
              "temporal",
              process + " at " + own.address() + " died",
              "run " + RunbookCommand.of("up") + ": it starts it again with its data"));
    }
  }

  private void reachable(String subject, String address, String mend) {
    HostAndPort place = HostAndPort.parse(address);
    findings.add(
        Ports.accepts(place.host(), place.port())
            ? MachineFinding.good(subject, "answers at " + address)
            : MachineFinding.problem(subject, "does not answer at " + address, mend));
  }

  private void servers() {
    state.servers().forEach((name, server) -> findings.add(chroma(name, server)));
  }

  private static MachineFinding chroma(String name, ServerEntry server) {
    if (Http.status(server.url() + "/api/v2/heartbeat") != 0) {
      return MachineFinding.good(name, "answers at " + server.url());
    }
    String mend =
        server.origin() == Origin.ENVIRONMENT
            ? "start it, or correct its address in the environment"
            : "start it again with the command that started it: it keeps its data and its port";
    return MachineFinding.problem(name, "does not answer at " + server.url(), mend);
  }

  private void worker() {
    if (state.supervisor() == null) {
      findings.add(
          MachineFinding.note(
              "worker",
              "none is supervised here",
              "run "
                  + RunbookCommand.of("up")
                  + ", or "
                  + RunbookCommand.of("worker")
                  + " in the foreground"));
      return;
    }
    findings.add(
        state.supervisor().process().isAlive()
            ? MachineFinding.good("supervisor", "process " + state.supervisor().process().pid())
            : MachineFinding.problem(
                "supervisor",
                "it is gone, a dead worker or Temporal stays dead",
                "run " + RunbookCommand.of("up")));
    Path log = ServerFiles.of(home, LocalStack.WORKER).log();
    findings.add(
        state.workers().stream()
            .filter(WorkerEntry::answers)
            .findFirst()
            .map(
                worker ->
                    MachineFinding.good(
                        "worker", "process " + worker.pid() + ", metrics at " + worker.metrics()))
            .orElseGet(
                () ->
                    MachineFinding.problem(
                        "worker",
                        "none is running",
                        "look at " + log + ", then run " + RunbookCommand.of("up"))));
  }
}
