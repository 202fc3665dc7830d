package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.bench.InPlaceBenchReport.InPlaceRound;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.text.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes the same directory in place, snapshot and all checks included, and moves its records by the
 * plain client loop, which has neither, in turn.
 */
public final class InPlaceBench {

  private static final long SEED = 17;
  private static final String ID = "bench";

  private final BenchWishes wishes;
  private final Terminal terminal;
  private final Path folder;
  private final Map<String, String> environment;

  /** Measures with servers in a new folder of this home. */
  public InPlaceBench(
      BenchWishes wishes, Terminal terminal, Path home, Map<String, String> environment) {
    this.wishes = wishes;
    this.terminal = terminal;
    Map<String, String> own = new HashMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_") || name.startsWith("TEMPORAL_"));
    this.environment = Map.copyOf(own);
    try {
      Path all = Files.createDirectories(home.resolve("bench").toAbsolutePath());
      this.folder = Files.createTempDirectory(all, "in-place-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + home, e);
    }
  }

  /** All repetitions; nothing keeps running, and nothing but the report stays. */
  public InPlaceBenchReport measure() {
    Corpus corpus = Corpus.load().tiled(wishes.records(), SEED);
    List<InPlaceRound> rounds = new ArrayList<>();
    try (Interruption interruption = Interruption.lookedOutFor(terminal);
        MeasurementServers sources =
            MeasurementServers.in(folder.resolve("source"), StackListener.silent(), environment)) {
      interruption.puts(() -> MeasurementServers.remove(folder));
      interruption.puts(sources::close);
      terminal.showLive("    seeding a source of 0.6.3 with " + corpus.count() + " records …");
      ServerEntry source = sources.server("source", ChromaRelease.V0_6);
      try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
        new Seeding(server, (done, total) -> {}).fill(corpus);
      }
      Path original = folder.resolve("original");
      copy(Path.of(source.dataDirectory()), original);
      ClientLoop loop = new ClientLoop(source, wishes.records());
      for (int number = 1; number <= wishes.repetitions(); number++) {
        rounds.add(round(number, original, loop, interruption));
      }
    }
    MeasurementServers.remove(folder);
    return new InPlaceBenchReport(
        Instant.now().truncatedTo(ChronoUnit.SECONDS), corpus.count(), corpus.dimension(), rounds);
  }

  private InPlaceRound round(
      int number, Path original, ClientLoop loop, Interruption interruption) {
    MigrationStatus ours;
    try (MeasurementServers stage = stage(interruption)) {
      ours = ours(stage, original);
    }
    double plain;
    try (MeasurementServers stage = stage(interruption)) {
      plain =
          loop.measure(stage, new MeasurementProgress(terminal, "the client loop"))
              .whole()
              .seconds();
    }
    InPlaceRound round =
        new InPlaceRound(
            seconds(ours, Step.SNAPSHOT),
            seconds(ours, Step.MIGRATION),
            seconds(ours, Step.VALIDATION),
            plain);
    terminal.say(
        "Round %d: in place %s, the plain loop %s: %.2f of it"
            .formatted(
                number,
                Durations.words(round.oursSeconds()),
                Durations.words(plain),
                round.share()));
    return round;
  }

  private MeasurementServers stage(Interruption interruption) {
    MeasurementServers stage =
        MeasurementServers.in(folder.resolve("mover"), StackListener.silent(), environment);
    interruption.puts(stage::close);
    return stage;
  }

  private MigrationStatus ours(MeasurementServers stage, Path original) {
    var temporalServer = stage.stack().temporal();
    var worker = stage.stack().supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    terminal.showLive(
        "    in place, by Temporal at "
            + temporalServer.address()
            + " and a worker of process "
            + worker.pid()
            + " …");
    Path file = stage.folder().resolve("plan.yaml");
    DurableFile.writeText(
        file, PLAN.formatted(ID, json(original), json(stage.folder().resolve("target"))));
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.folder(), environment)) {
      return new MeasuredRun(
              ID,
              wishes.records(),
              environment,
              Terminal.toProgram(Writer.nullWriter(), Writer.nullWriter()))
          .toTheEnd(
              temporal.migrations(),
              PlanFile.read(file),
              new RunbookHome(stage.folder()),
              terminal);
    }
  }

  private static String json(Path path) {
    return Json.MAPPER.valueToTree(path.toString()).toString();
  }

  private static double seconds(MigrationStatus status, Step wanted) {
    return status.steps().stream()
        .filter(line -> line.id() == wanted)
        .mapToDouble(StepLine::workSeconds)
        .sum();
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String PLAN =
      """
      migration: %s
      source: {directory: %s}
      target: {directory: %s}
      lane: in-place
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
      # What is measured is moving, not rehearsing.
      snapshot: {rehearsal: none}
      """;
}
