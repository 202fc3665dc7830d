package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.RunReference;
import java.util.List;
import java.util.stream.IntStream;

/** Looks at both servers after the cutover. */
public final class MonitoringActivitiesImpl implements MonitoringActivities {

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
          Baseline baseline = baseline(snapshot, run.folder());
          DurableFile.writeJson(run.folder().baseline(), baseline);
          return new Probe(run, attempt, snapshot, baseline).take(0);
        });
  }

  // What was frozen is what must go on: the snapshot knows it even where a server is away.
  private static Baseline baseline(Snapshot snapshot, RunFolder folder) {
    List<StoredCollection> collections = snapshot.manifest().collections();
    return new Baseline(
        IntStream.range(0, collections.size())
            .mapToObj(
                index -> {
                  StoredCollection stored = collections.get(index);
                  long quarantined =
                      IntStream.range(0, stored.parts().size())
                          .mapToLong(
                              part -> QuarantineFile.ids(folder.quarantine(index, part)).size())
                          .sum();
                  return new Baseline.Line(
                      stored.name(),
                      stored.target(),
                      stored.records(),
                      stored.records() - quarantined);
                })
            .toList());
  }

  @Override
  public io.chromarunbook.workflows.steps.Progress compareMigrated(
      RunReference run, io.chromarunbook.workflows.steps.Position from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public io.chromarunbook.workflows.steps.MigratedContent sumUpMigrated(RunReference run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProbeResult probe(RunReference reference, int number) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          Baseline baseline = DurableFile.readJson(run.folder().baseline(), Baseline.class);
          return new Probe(run, attempt, snapshot, baseline).take(number);
        });
  }
}
