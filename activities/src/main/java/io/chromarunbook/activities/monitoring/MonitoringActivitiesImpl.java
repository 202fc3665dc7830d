package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.standing.MigratedCollection;
import io.chromarunbook.activities.validation.MigratedReading;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import java.time.Duration;
import java.time.Instant;

/** Looks at both servers after the cutover. */
public final class MonitoringActivitiesImpl implements MonitoringActivities {

  // The next probe must not wait for this; what is not compared now is compared later.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Runs runs;

  /** Works on runs of this home. */
  public MonitoringActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public ProbeResult baseline(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          Baseline baseline =
              Baseline.of(
                  MigratedCollection.of(snapshot, run.folder()),
                  Probe.firstSearches(run, attempt, snapshot));
          DurableFile.writeJson(run.folder().baseline(), baseline);
          return new Probe(run, attempt, snapshot, baseline).take(0);
        });
  }

  @Override
  public Progress compareMigrated(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        PATIENCE,
        (run, attempt) -> {
          try (ChromaServer target = run.target()) {
            return reading(run).from(from, run, attempt, target);
          }
        });
  }

  @Override
  public MigratedContent sumUpMigrated(RunReference reference) {
    return Attempt.at(runs, reference, (run, attempt) -> reading(run).sum());
  }

  private static MigratedReading reading(OpenRun run) {
    return new MigratedReading(run.folder(), Snapshot.open(run.folder().snapshot()));
  }

  @Override
  public ProbeResult probe(RunReference reference, int number) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          Baseline baseline = DurableFile.readJson(run.folder().baseline(), Baseline.class);
          ProbeResult result = new Probe(run, attempt, snapshot, baseline).take(number);
          // What the run remembers is the last one; the report shows all.
          DurableFile.writeJson(
              run.folder().probe(number), new RecordedProbe(Instant.now(), result));
          return result;
        });
  }
}
