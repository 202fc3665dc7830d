package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.RunHistory;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.WorkerEntry;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole migration by the runbook, with Temporal and a worker of its own. Approved before the
 * freeze and rejected after Step 4, so that the source takes part in the next measurement.
 */
final class Ours {

  /** The activities that bring parts in. */
  static final Set<String> IMPORTING = Set.of("ImportImportPart", "ImportImportWhole");

  private static final String ID = "bench";
  private static final int TENTHS = 10;
  private static final String SECOND_READING = "ValidationCompareSource";

  private final ServerEntry source;
  private final Bodies bodies;
  private final long records;
  private final Map<String, String> environment;
  private final MeasuredRun measured;

  Ours(
      ServerEntry source,
      Bodies bodies,
      long records,
      Map<String, String> environment,
      Terminal silence) {
    this.source = source;
    this.bodies = bodies;
    this.records = records;
    this.environment = environment;
    this.measured = new MeasuredRun(ID, records, environment, silence);
  }

  OurMove measure(MeasurementServers stage, Terminal terminal) {
    var ignored = stage.stack().temporal();
    ServerEntry target = stage.emptyTarget();
    WorkerEntry worker =
        stage.stack().supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    PlanFile plan = plan(stage.folder(), target);
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.folder(), environment);
        ProcessMeter meter = new ProcessMeter();
        WorkerFigures figures = new WorkerFigures(worker.metrics(), SECOND_READING)) {
      Migrations migrations = temporal.migrations();
      meter.watch("target", target.process().pid());
      meter.watch("worker", worker.pid());
      MigrationStatus end =
          measured.toTheEnd(migrations, plan, new RunbookHome(stage.folder()), terminal);
      return move(end, meter, figures, migrations.history(ID), run(stage));
    }
  }

  /** The same once more, with the worker killed in the middle of Step 3. */
  Optional<Resumption> killed(MeasurementServers stage, Terminal terminal) {
    var ignored = stage.stack().temporal();
    ServerEntry target = stage.emptyTarget();
    stage.stack().supervisor(OwnCommand.in(environment).with("worker"), Map.of());
    PlanFile plan = plan(stage.folder(), target);
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.folder(), environment);
        Kill kill = new Kill(stage.stack(), run(stage))) {
      Migrations migrations = temporal.migrations();
      measured.toTheEnd(migrations, plan, new RunbookHome(stage.folder()), terminal);
      return kill.resumption(migrations.history(ID));
    }
  }

  private OurMove move(
      MigrationStatus end,
      ProcessMeter meter,
      WorkerFigures figures,
      RunHistory history,
      RunFolder run) {
    StepLine snapshot = step(end, Step.SNAPSHOT);
    StepLine migration = step(end, Step.MIGRATION);
    StepLine validation = step(end, Step.VALIDATION);
    MeasuredTime whole = new MeasuredTime(snapshot.startedAt(), window(validation).to());
    double secondReading = figures.cpuSeconds(window(migration));
    double importSeconds = receipts(run).stream().mapToDouble(StoredReceipt::upsertSeconds).sum();
    return new OurMove(
        Move.of(
            records,
            snapshot.workSeconds() + migration.workSeconds() + validation.workSeconds(),
            meter.usage("target", whole),
            meter.usage("worker", whole)),
        snapshot.workSeconds(),
        migration.workSeconds(),
        validation.workSeconds(),
        importSeconds,
        records / importSeconds,
        (meter.usage("worker", window(migration)).cpuSeconds() - secondReading) * 1_000 / records,
        secondReading * 1_000 / records,
        history.idleShare(IMPORTING, migration.startedAt(), window(migration).to()),
        history.events(),
        history.largestPayload(),
        (double) size(run.snapshot()) / bodies.plainBytes(),
        figures.heapPeakBytes(),
        history.secondsByActivity(Names.DATA_TASK_QUEUE, whole.from(), whole.to()),
        rates(run));
  }

  private static StepLine step(MigrationStatus status, Step wanted) {
    return status.steps().stream().filter(line -> line.id() == wanted).findFirst().orElseThrow();
  }

  private static MeasuredTime window(StepLine line) {
    Instant from = line.startedAt();
    return new MeasuredTime(from, from.plusMillis(Math.round(line.workSeconds() * 1_000)));
  }

  private static RunFolder run(MeasurementServers stage) {
    return new RunbookHome(stage.folder()).run(ID);
  }

  /** Upserted records a second, in tenths of the import. */
  private static List<Double> rates(RunFolder run) {
    List<StoredReceipt> receipts = receipts(run);
    List<Double> rates = new ArrayList<>();
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      List<StoredReceipt> some =
          receipts.subList(
              receipts.size() * tenth / TENTHS, receipts.size() * (tenth + 1) / TENTHS);
      double seconds = some.stream().mapToDouble(StoredReceipt::upsertSeconds).sum();
      if (seconds > 0) {
        rates.add(some.stream().mapToLong(StoredReceipt::upserted).sum() / seconds);
      }
    }
    return rates;
  }

  /** In the order of the parts. */
  private static List<StoredReceipt> receipts(RunFolder run) {
    return FilesIn.all(run.receipts()).stream()
        .map(file -> DurableFile.readJson(file, StoredReceipt.class))
        .sorted(
            Comparator.<StoredReceipt>comparingInt(stored -> stored.receipt().collection())
                .thenComparingInt(stored -> stored.receipt().part()))
        .toList();
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot measure " + folder, e);
    }
  }

  private PlanFile plan(Path folder, ServerEntry target) {
    Path file = folder.resolve("plan.yaml");
    String database = ChromaDirectory.database(Path.of(source.dataDirectory())).toString();
    OwnCommand own = OwnCommand.in(environment);
    DurableFile.writeText(
        file,
        PLAN.formatted(
            ID,
            source.url(),
            target.url(),
            json(own.with("freeze", "--sqlite", database)),
            json(own.with("freeze", "--sqlite", database, "--check")),
            json(own.with("thaw", "--sqlite", database)),
            json(own.with("thaw", "--sqlite", database, "--check"))));
    return PlanFile.read(file);
  }

  private static String json(List<String> command) {
    try {
      return io.chromarunbook.workflows.plan.Json.MAPPER.writeValueAsString(command);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("text can be written as JSON", e);
    }
  }

  private static final String PLAN =
      """
      migration: %s
      source: {url: "%s"}
      target: {url: "%s"}
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
      # What is measured is moving, not rehearsing.
      snapshot: {rehearsal: none}
      traffic:
        mode: commands
        commands:
          freeze: {run: %s, check: %s}
          thaw: {run: %s, check: %s}
          # Nothing is ever switched: the last gate is answered with no.
          switch: {run: ["false"]}
          revert: {run: ["true"]}
          restart: {run: ["true"]}
          verify: {run: ["true"]}
      """;
}
