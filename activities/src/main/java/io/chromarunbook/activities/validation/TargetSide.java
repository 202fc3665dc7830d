package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.pipeline.AskAhead;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target, held against the snapshot; what is found of each part is noted. */
final class TargetSide implements Side {

  private final OpenRun run;
  private final Snapshot snapshot;
  private final ChromaServer target;
  private final OneAtATime requests;
  private final TargetNotes notes;
  private final Map<Integer, Optional<CollectionInfo>> infos = new HashMap<>();
  private final AskAhead asking = new AskAhead("ask-target");

  /** For the suite; nobody else asks the target meanwhile. */
  TargetSide(OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target) {
    this(run, attempt, snapshot, target, new OneAtATime());
  }

  /** For the suite; others who ask the target do so in turn with this. */
  TargetSide(
      OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target, OneAtATime requests) {
    this(run, snapshot, target, requests, new SuiteNotes(run, attempt, snapshot, target));
  }

  /** For whoever makes other notes. */
  TargetSide(
      OpenRun run, Snapshot snapshot, ChromaServer target, OneAtATime requests, TargetNotes notes) {
    this.run = run;
    this.snapshot = snapshot;
    this.target = target;
    this.requests = requests;
    this.notes = notes;
  }

  @Override
  public PartOfSide part(int collection, int part) {
    StoredCollection stored = snapshot.collection(collection);
    TargetPart result =
        new TargetPart(
            stored,
            run.plan().transform().of(stored.name()),
            QuarantineFile.ids(run.folder().quarantine(collection, part)));
    return new PartOfSide() {
      @Override
      public void compare(List<ChromaRecord> batch) {
        TargetSide.this.compare(collection, batch, result);
      }

      @Override
      public void end() {
        asking.afterwards(
            () ->
                notes.part(
                    result.result(
                        collection,
                        part,
                        run.reference().planDigest(),
                        stored.parts().get(part).sha256())));
      }
    };
  }

  private void compare(int collection, List<ChromaRecord> batch, TargetPart result) {
    Optional<CollectionInfo> info = info(collection);
    if (info.isEmpty()) {
      asking.afterwards(() -> batch.forEach(record -> result.look(record, null)));
      return;
    }
    List<String> ids = batch.stream().map(ChromaRecord::id).toList();
    asking.ask(
        () -> requests.ask(() -> target.fetch(info.get(), ids)),
        answer -> {
          RecordsById found = RecordsById.of(answer);
          batch.forEach(record -> result.look(record, found.get(record.id())));
        });
  }

  @Override
  public void collection(int collection) {
    settle();
    Optional<CollectionInfo> info = info(collection);
    requests.ask(
        () -> {
          notes.collection(collection, info);
          return null;
        });
  }

  @Override
  public void settle() {
    asking.finish();
  }

  @Override
  public void close() {
    asking.close();
  }

  private Optional<CollectionInfo> info(int collection) {
    return infos.computeIfAbsent(
        collection, index -> target.collection(snapshot.collection(index).target()));
  }
}
