package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.QuarantineEntry;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.workflows.steps.Position;

/**
 * Outside a run nobody put records aside: those the plan's rules do not let through stand for them.
 */
final class PlannedQuarantine implements PartWalk.Visitor {

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final PartWalk walk;

  PlannedQuarantine(OpenRun run, Attempt attempt, Snapshot snapshot, PartWalk walk) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.walk = walk;
  }

  @Override
  public void part(int collection, int part) {
    StoredCollection stored = snapshot.collection(collection);
    RecordRoute route =
        new RecordRoute(run.plan().transform().of(stored.name()), stored.dimension());
    try (QuarantineFile file = new QuarantineFile(run.folder().quarantine(collection, part))) {
      snapshot.forEachRecord(
          collection,
          part,
          record -> {
            if (route.apply(record) instanceof Outcome.Unmigratable refused) {
              file.add(new QuarantineEntry(stored.name(), record.id(), refused.reason(), record));
            }
          });
      if (file.entries() > 0) {
        file.publish();
      }
    }
    attempt.progress(walk.recordsBefore(new Position(collection, part + 1)), walk.records());
  }

  @Override
  public void collection(int collection) {
    // Records are put aside part by part.
  }
}
