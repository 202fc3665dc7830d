package io.chromarunbook.starter.bench;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves the same data by us, by the plain client loop and by replaying ready-made bodies, in turn,
 * each into a fresh target.
 */
public final class Bench {

  private static final long SEED = 17;

  private final BenchWishes wishes;
  private final Terminal terminal;
  private final Path folder;
  private final Map<String, String> environment;
  private Interruption interrupted;

  /**
   * Measures with servers in a new folder of this home.
   *
   * @throws Failure where this machine does not tell what processes use
   */
  public Bench(BenchWishes wishes, Terminal terminal, Path home, Map<String, String> environment) {
    if (!ProcessMeter.works()) {
      throw Failure.usage(
          "The benchmark reads CPU and memory from /proc, which this machine does not have; run it on Linux.");
    }
    this.wishes = wishes;
    this.terminal = terminal;
    this.environment = ofOurOwnServers(environment);
    try {
      Path all = Files.createDirectories(home.resolve("bench").toAbsolutePath());
      this.folder = Files.createTempDirectory(all, "run-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + home, e);
    }
  }

  /** Servers somebody works with are not measured. */
  private static Map<String, String> ofOurOwnServers(Map<String, String> environment) {
    Map<String, String> own = new HashMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_") || name.startsWith("TEMPORAL_"));
    return Map.copyOf(own);
  }

  /** All repetitions; nothing keeps running, and nothing but the report stays. */
  public BenchReport measure() {
    try (Interruption interruption = Interruption.lookedOutFor(terminal)) {
      interruption.puts(() -> MeasurementServers.remove(folder));
      this.interrupted = interruption;
      return measured();
    } catch (RuntimeException e) {
      interrupted.swallow();
      throw e;
    }
  }

  private BenchReport measured() {
    Corpus corpus = Corpus.load().tiled(wishes.records(), SEED);
    List<Round> rounds = new ArrayList<>();
    Optional<Resumption> afterKill;
    try (MeasurementServers sources = stage("source", new StackNarrator(terminal))) {
      ServerEntry source = sources.server("source", ChromaRelease.V0_6);
      seed(source, corpus);
      Bodies bodies = Bodies.write(corpus, folder.resolve("bodies"));
      Ours ours =
          new Ours(
              source,
              bodies,
              wishes.records(),
              environment,
              Terminal.toProgram(Writer.nullWriter(), Writer.nullWriter()));
      ClientLoop loop = new ClientLoop(source, wishes.records());
      Limit limit = new Limit(bodies, wishes.records());
      for (int number = 1; number <= wishes.repetitions(); number++) {
        terminal.say(
            terminal.paint().bold("Round %d of %d".formatted(number, wishes.repetitions())));
        rounds.add(
            new Round(
                measured("us", OurMove::whole, stage -> ours.measure(stage, terminal)),
                measured(
                    "the client loop",
                    LoopMove::whole,
                    stage ->
                        loop.measure(stage, new MeasurementProgress(terminal, "the client loop"))),
                measured(
                    "the target's limit",
                    Function.identity(),
                    stage ->
                        limit.measure(
                            stage, new MeasurementProgress(terminal, "the target's limit")))));
      }
      afterKill = killed(ours);
    }
    MeasurementServers.remove(folder);
    return BenchReport.of(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        machine(),
        corpus.count(),
        corpus.dimension(),
        rounds,
        afterKill.orElse(null));
  }

  private Optional<Resumption> killed(Ours ours) {
    try (MeasurementServers stage = stage("mover", StackListener.silent())) {
      terminal.showLive("    starting servers for the kill …");
      Optional<Resumption> result = ours.killed(stage, terminal);
      result.ifPresent(
          resumption ->
              terminal.say(
                  terminal.paint().good("✓ ")
                      + "after a kill -9 it went on within "
                      + Durations.words(resumption.seconds())));
      return result;
    }
  }

  private <T> T measured(
      String what, Function<T, Move> whole, Function<MeasurementServers, T> measurement) {
    T result;
    try (MeasurementServers stage = stage("mover", StackListener.silent())) {
      terminal.showLive("    starting servers for " + what + " …");
      result = measurement.apply(stage);
    }
    Move move = whole.apply(result);
    terminal.say(
        terminal.paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "%s: %s, %,.0f records/s",
                what,
                Durations.words(move.seconds()),
                move.recordsPerSecond()));
    return result;
  }

  private MeasurementServers stage(String name, StackListener listener) {
    MeasurementServers stage = MeasurementServers.in(folder.resolve(name), listener, environment);
    interrupted.puts(stage::close);
    return stage;
  }

  private void seed(ServerEntry source, Corpus corpus) {
    MeasurementProgress progress = new MeasurementProgress(terminal, "seeding the source");
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      new Seeding(server, progress::at).fill(corpus);
    }
    terminal.say(
        terminal.paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "the source has %,d records in %d collections",
                corpus.count(),
                corpus.collections().size()));
  }

  private static BenchReport.Machine machine() {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new BenchReport.Machine(
        Runtime.getRuntime().availableProcessors(),
        memory,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version"));
  }
}
