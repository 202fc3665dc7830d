package io.chromarunbook.activities.mending;

import io.chromarunbook.activities.importing.PartMending;
import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.validation.PartResults;
import io.chromarunbook.activities.validation.PartWalk;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.MendingActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import java.time.Duration;
import java.util.Set;

/** Repairs what validation found, and replays what lies in quarantine. */
public final class MendingActivitiesImpl implements MendingActivities {

  private final Runs runs;
  private final Duration slice;

  /** Works on runs of this home. */
  public MendingActivitiesImpl(Runs runs) {
    this(runs, Slice.USUAL);
  }

  MendingActivitiesImpl(Runs runs, Duration slice) {
    this.runs = runs;
    this.slice = slice;
  }

  @Override
  public Progress repair(RunReference reference, String collection, Position from) {
    return mend(
        reference, collection, from, (run, results, index, part) -> results.unequal(index, part));
  }

  @Override
  public Progress replay(RunReference reference, String collection, Position from) {
    return mend(
        reference,
        collection,
        from,
        (run, results, index, part) ->
            // A part that was not imported yet is still to come, with all its records.
            StoredReceipt.read(run.folder(), index, part).isPresent()
                ? QuarantineFile.ids(run.folder().quarantine(index, part))
                : Set.of());
  }

  /** Which records of a part are to be brought in again. */
  private interface Choice {
    Set<String> of(OpenRun run, PartResults results, int collection, int part);
  }

  private Progress mend(RunReference reference, String only, Position from, Choice choice) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          PartWalk walk = new PartWalk(snapshot.manifest(), slice);
          try (WritableServer target = run.target();
              PartResults results = new PartResults(run, attempt, snapshot, target, walk)) {
            return walk.from(
                from,
                new PartWalk.Visitor() {
                  @Override
                  public void part(int collection, int part) {
                    attempt.throwIfCancelled();
                    if (only != null && !snapshot.collection(collection).name().equals(only)) {
                      return;
                    }
                    Set<String> ids = choice.of(run, results, collection, part);
                    if (ids.isEmpty()) {
                      return;
                    }
                    new PartMending(run, attempt, target, snapshot, collection, part).mend(ids);
                    if (results.compared(collection, part)) {
                      results.compareAgain(collection, part);
                    }
                  }

                  @Override
                  public void collection(int collection) {
                    if (only == null || snapshot.collection(collection).name().equals(only)) {
                      results.listAgain(collection);
                    }
                  }
                });
          }
        });
  }
}
