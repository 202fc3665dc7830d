package io.chromarunbook.starter.demo;

import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.stack.Tenancy;
import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.starter.demo.DemoWishes.Extra;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Durations;
import io.chromarunbook.starter.terminal.ProgressBar;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Everything the demo plays on: servers with data, a worker, a client application. */
final class DemoStage {

  private static final long SEED = 17;
  private static final String SOURCE = "source";
  static final String TARGET = "target";

  /** What the claims of demos on the common stack begin with. */
  static final String CLAIM = "demo";

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
  Migrations temporal() {
    var ignored = common.temporal();
    return Migrations.connect(home, environment);
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

  /** Both Chroma servers, the source with data, the client asking it, and the plan. */
  void build(String id, DemoWishes wishes) {
    DemoFolder folder = folder(id);
    LocalStack servers = servers(folder);
    ServerEntry source = servers.chroma(SOURCE, wishes.source());
    ServerEntry target = servers.chroma(TARGET, ChromaRelease.V1_5);
    seed(source, wishes.records());
    new DemoFiles(folder, OwnCommand.in(environment)).write(id, source, target);
    startClient(folder);
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
    try (ChromaServer server = ChromaServers.connect(ServerAddress.at(source.url()))) {
      new Seeding(
              server,
              (done, total) -> {
                double seconds = (System.nanoTime() - begun) / 1e9;
                terminal.showLive(
                    "Seeding the source "
                        + ProgressBar.of(
                            done, total, done / seconds, seconds / done * (total - done)));
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

  private void startClient(DemoFolder folder) {
    try {
      Map<String, String> whole = new HashMap<>(environment);
      ProcessBuilder restart = new ProcessBuilder("sh", folder.restartScript().toString());
      restart.environment().putAll(whole);
      Process process =
          restart
              .redirectErrorStream(true)
              .redirectOutput(folder.path().resolve("client.out").toFile())
              .start();
      if (!process.waitFor(40, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw Failure.data(
            "The demo's client application did not start; see "
                + folder.path().resolve("client.out"),
            null);
      }
    } catch (IOException e) {
      throw Failure.data("The demo's client application cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the client started", e);
    }
    terminal.say(
        terminal.paint().good("✓ ")
            + "a client application asks the source once a second"
            + terminal.paint().faint("  " + folder.clientLog()));
  }

  /** Stops the demo's own servers, which go with their data, and what the demo brought besides. */
  void strike(String id, Tenancy tenancy) {
    DemoFolder folder = folder(id);
    folder.stopClient();
    servers(folder).stop();
    tenancy.leave();
    removeData(folder);
  }

  private static void removeData(DemoFolder folder) {
    new DemoFolder(folder.path().resolve("stack")).remove();
  }
}
