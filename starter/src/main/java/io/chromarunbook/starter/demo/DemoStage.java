package io.chromarunbook.starter.demo;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.stack.Await;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.GateEntry;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.stack.Tenancy;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.demo.DemoWishes.Extra;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.ProgressBar;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Durations;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything the demo plays on: servers with data, a gate, a worker, an application. */
final class DemoStage {

  private static final long SEED = 17;
  private static final String SOURCE = "source";
  static final String TARGET = "target";

  /** What the claims of demos on the common stack begin with. */
  static final String CLAIM = "demo";

  private static final Duration STARTS_IN = Duration.ofMinutes(1);

  /** In its own session: it must outlive whoever plays the demo. */
  private static final String OF_ITS_OWN =
      "if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else exec nohup \"$@\"; fi";

  private final Path home;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final StackNarrator narrator;
  private final LocalStack common;

  DemoStage(Path home, Map<String, String> environment, Terminal terminal) {
    this.home = home;
    this.environment = environment;
    this.terminal = terminal;
    this.narrator = new StackNarrator(terminal);
    this.common = LocalStack.in(home, narrator, environment);
  }

  /** Temporal and the worker, which all demos share. */
  LocalStack common() {
    return common;
  }

  /**
   * Uses the stack that is there, or one that goes with the demo.
   *
   * @throws Failure where the wishes would disturb what is there, before anything is changed
   */
  Tenancy enter(DemoWishes wishes) {
    StackState before = common.state();
    if (wishes.wants(Extra.CRASH) && before.supervisorRuns()) {
      throw Failure.refused(
          "A worker of "
              + home.toAbsolutePath().normalize()
              + " runs already, and --crash would kill it under whatever it works on; leave out"
              + " --crash, or play in a home of its own: RUNBOOK_HOME=demo-home "
              + Commands.of("demo --crash"));
    }
    return common.enter(CLAIM + ", process " + ProcessHandle.current().pid());
  }

  /** Temporal, up and reached. */
  TemporalAtHand temporal() {
    var ignored = common.temporal();
    return TemporalAtHand.reach(home, environment);
  }

  /** The next demo's id: demo-1, demo-2 and so on. */
  String nextId(Migrations migrations) {
    int number = 1;
    while (Files.exists(folder("demo-" + number).path())
        || Files.exists(home.resolve("runs").resolve("demo-" + number))
        || migrations.known("demo-" + number).isPresent()) {
      number++;
    }
    return "demo-" + number;
  }

  DemoFolder folder(String id) {
    return DemoFolder.of(home, id);
  }

  /** Both Chroma servers, the source with data, a gate before it, an application, and the plan. */
  void build(String id, DemoWishes wishes) {
    DemoFolder folder = folder(id);
    LocalStack servers = servers(folder);
    ServerEntry source = servers.chroma(SOURCE, wishes.source());
    ServerEntry target = servers.chroma(TARGET, ChromaRelease.V1_5);
    seed(source, wishes.records());
    // Beside the worker, whose supervisor starts it again too.
    GateEntry gate =
        common.gate(folder.gate(), source.url(), OwnCommand.in(environment).with("gate", "run"));
    new DemoFiles(folder, OwnCommand.in(environment)).write(id, source, target, gate, wishes);
    startApplication(folder, servers.clientOf(wishes.source()), gate);
  }

  /** A supervised worker. */
  void worker() {
    var ignored = common.worker(OwnCommand.in(environment).with("worker"));
  }

  private LocalStack servers(DemoFolder folder) {
    return LocalStack.in(folder.path(), narrator, environment);
  }

  private void seed(ServerEntry source, int records) {
    Corpus corpus = Corpus.load().tiled(records, SEED);
    long begun = System.nanoTime();
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      new Seeding(
              server,
              (done, total) -> {
                double seconds = (System.nanoTime() - begun) / 1e9;
                terminal.showLive(
                    ProgressBar.of(
                        done,
                        total,
                        done / seconds,
                        seconds / done * (total - done),
                        "seeding the source",
                        terminal.columns()));
              })
          .fill(corpus);
    }
    terminal.say(
        terminal.paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "source has %,d paragraphs of the PostgreSQL documentation in %d collections",
                corpus.count(),
                corpus.collections().size())
            + terminal.paint().faint("  " + Durations.words((System.nanoTime() - begun) / 1e9)));
  }

  /** Of the source's own release, so that it speaks as applications of that time do. */
  private void startApplication(DemoFolder folder, Path python, GateEntry gate) {
    URI door = URI.create(gate.url());
    List<String> command =
        List.of(
            "sh",
            "-c",
            OF_ITS_OWN,
            "application",
            python.toString(),
            "-I",
            folder.applicationProgram().toString(),
            door.getHost(),
            "" + door.getPort(),
            Corpus.load().collections().get(0).name(),
            folder.applicationLog().toString(),
            folder.applicationPid().toString());
    start(command, folder.path().resolve("application.out"));
    if (!Await.until(() -> ApplicationLog.read(folder.applicationLog()).reads() > 0, STARTS_IN)) {
      throw Failure.data(
          "The demo's application was not answered; see "
              + folder.applicationLog()
              + " and "
              + folder.path().resolve("application.out"),
          null);
    }
    terminal.say(
        terminal.paint().good("✓ ")
            + "an application reads and writes through the gate, and is never restarted"
            + terminal.paint().faint("  " + folder.applicationLog()));
  }

  private void start(List<String> command, Path output) {
    ProcessBuilder application = new ProcessBuilder(command);
    application.environment().putAll(environment);
    try {
      var ignored =
          application
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw Failure.data("The demo's application cannot be started: " + e.getMessage(), e);
    }
  }

  /** Stops the demo's own servers, which go with their data, and what the demo brought besides. */
  void strike(String id, Tenancy tenancy) {
    DemoFolder folder = folder(id);
    folder.stopApplication();
    common.stop(folder.gate());
    servers(folder).stop();
    tenancy.leave();
    removeData(folder);
  }

  private static void removeData(DemoFolder folder) {
    new DemoFolder(folder.path().resolve("stack")).remove();
  }
}
