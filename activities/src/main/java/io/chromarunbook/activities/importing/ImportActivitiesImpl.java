package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.InPlaceNote;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.CollectionPage;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.RunReference;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.MDC;

/** Writes the snapshot into the target. */
public final class ImportActivitiesImpl implements ImportActivities {

  /** Collections in one page: with the longest names a server allows it stays below 64 KB. */
  private static final int PAGE = 50;

  private final Runs runs;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /** Works on runs of this home. */
  public ImportActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public CollectionPage collections(RunReference reference, int from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          int total = snapshot.manifest().collections().size();
          List<CollectionWork> page =
              IntStream.range(from, Math.min(total, from + PAGE))
                  .mapToObj(index -> work(index, snapshot.collection(index)))
                  .toList();
          return new CollectionPage(page, total, snapshot.manifest().records());
        });
  }

  private static CollectionWork work(int index, StoredCollection collection) {
    return new CollectionWork(
        index,
        collection.name(),
        collection.target(),
        collection.records(),
        collection.parts().size());
  }

  @Override
  public void prepareCollection(RunReference reference, CollectionWork collection) {
    atTarget(
        reference,
        (run, attempt, snapshot, target) -> {
          prepare(run, target, snapshot, collection);
          return null;
        });
  }

  @Override
  public PartReceipt importPart(RunReference reference, int collection, int part) {
    return atTarget(
        reference,
        (run, attempt, snapshot, target) ->
            bringIn(new PartContext(run, attempt, target, snapshot, collection, part)));
  }

  @Override
  public PartReceipt importWhole(RunReference reference, CollectionWork collection) {
    return atTarget(
        reference,
        (run, attempt, snapshot, target) -> {
          prepare(run, target, snapshot, collection);
          return bringIn(new PartContext(run, attempt, target, snapshot, collection.index(), 0));
        });
  }

  private interface Work<T> {
    T with(OpenRun run, Attempt attempt, Snapshot snapshot, WritableServer target);
  }

  private <T> T atTarget(RunReference reference, Work<T> work) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          if (InPlaceNote.of(run.folder()).isPresent()) {
            attempt.waitAtMost(InPlaceNote.PATIENCE, "a directory taken in place");
          }
          try (WritableServer target = run.familiarTarget()) {
            return work.with(run, attempt, snapshot, target);
          }
        });
  }

  private static void prepare(
      OpenRun run, WritableServer target, Snapshot snapshot, CollectionWork collection) {
    if (Files.exists(run.folder().stopWriters())) {
      throw FailureKind.FENCED.failure(
          "Writing to the target was stopped for good; the collection '"
              + collection.target()
              + "' is not created.",
          null);
    }
    StoredCollection stored = snapshot.collection(collection.index());
    collections(run, target)
        .prepare(collection.index(), stored, run.plan().collections().metadataRule(stored.name()));
  }

  private PartReceipt bringIn(PartContext part) {
    MDC.put("part", part.collection() + "/" + part.part());
    Lane lane = lanes.computeIfAbsent(part.run().plan().target().url(), url -> new Lane());
    return new PartImport(part, lane).receipt();
  }

  @Override
  public void discardCollection(RunReference reference, CollectionWork collection) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try (WritableServer target = run.target()) {
            collections(run, target).discard(collection.index());
          }
          return null;
        });
  }

  @Override
  public int discardAll(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try (WritableServer target = run.target()) {
            int discarded = collections(run, target).discardAll();
            ScratchSpace.of(run, target).sweepWhatGoes();
            return discarded;
          }
        });
  }

  @Override
  public int discardReplaced(RunReference reference, String replaced) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          ReplacedRun earlier = new ReplacedRun(replaced, runs.earlier(replaced));
          earlier
              .objection()
              .ifPresent(
                  sentence -> {
                    throw FailureKind.REFUSED.failure(sentence, null);
                  });
          try (WritableServer target = run.target()) {
            return collections(run, target).discard(earlier.found(target));
          }
        });
  }

  @Override
  public void releaseCollections(RunReference reference) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try (WritableServer target = run.target()) {
            collections(run, target).release();
          }
          return null;
        });
  }

  @Override
  public void stopWriters(RunReference reference) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          DurableFile.writeText(run.folder().stopWriters(), "Nothing is written any more.\n");
          return null;
        });
  }

  private static TargetCollections collections(OpenRun run, WritableServer target) {
    return new TargetCollections(
        target, new CreationRecord(run.folder()), OwnerMark.of(run.reference()));
  }
}
