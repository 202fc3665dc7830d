package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.pipeline.AskAhead;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.NewAtSource;
import io.chromarunbook.activities.snapshot.Pace;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source, held against the snapshot again; the first difference ends it. */
final class SourceSide implements Side {

  private static final int SHOWN = 10;

  private final RunFolder folder;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer source;
  private final Pace pace;
  private final Map<Integer, CollectionInfo> infos = new HashMap<>();
  private final AskAhead asking = new AskAhead("ask-source");

  SourceSide(OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer source) {
    this.folder = run.folder();
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.source = source;
    this.pace = Pace.of(run.plan().source());
  }

  @Override
  public PartOfSide part(int collection, int part) {
    return new PartOfSide() {
      @Override
      public void compare(List<ChromaRecord> batch) {
        SourceSide.this.compare(collection, batch);
      }

      @Override
      public void end() {
        // Nothing is written down: without a difference there is nothing to say.
      }
    };
  }

  private void compare(int collection, List<ChromaRecord> batch) {
    CollectionInfo info = info(collection);
    List<String> ids = batch.stream().map(ChromaRecord::id).toList();
    asking.ask(
        () -> {
          pace.take(ids.size(), attempt::throwIfCancelled);
          return source.fetch(info, ids);
        },
        answer -> compare(collection, batch, RecordsById.of(answer)));
  }

  private void compare(int collection, List<ChromaRecord> batch, RecordsById found) {
    RecordComparison comparison =
        new RecordComparison(snapshot.collection(collection).distanceFunction());
    List<String> changed = new ArrayList<>();
    for (ChromaRecord record : batch) {
      ChromaRecord now = found.get(record.id());
      if (now == null) {
        changed.add(record.id() + " (deleted)");
      } else if (comparison.compare(record, now) instanceof Comparison.Different different) {
        changed.add(record.id() + " (" + String.join(", ", different.what()) + ")");
      }
    }
    if (!changed.isEmpty()) {
      throw changed(collection, changed.size(), changed, "");
    }
  }

  @Override
  public void collection(int collection) {
    settle();
    ForeignIds added =
        ForeignIds.of(
            collection, ForeignIds.list(source, info(collection), snapshot, collection, attempt));
    if (added.foreign() > 0) {
      throw changed(
          collection,
          added.foreign(),
          added.ids().stream().limit(SHOWN).map(id -> id + " (new)").toList(),
          " (listed in " + NewAtSource.keep(folder, collection, added.ids()) + ")");
    }
    long records = snapshot.collection(collection).records();
    if (added.repeated() > 0 || added.listed() != records) {
      throw FailureKind.SOURCE_CHANGED.failure(
          "The source lists %,d ids of the collection '%s', %,d of them more than once, where the snapshot has %,d records; find out who can still write there, and whether the server is sound."
              .formatted(
                  added.listed(),
                  snapshot.collection(collection).name(),
                  added.repeated(),
                  records),
          null);
    }
  }

  @Override
  public void settle() {
    asking.finish();
  }

  @Override
  public void close() {
    asking.close();
  }

  private CollectionInfo info(int collection) {
    return infos.computeIfAbsent(
        collection,
        index -> {
          StoredCollection stored = snapshot.collection(index);
          return source
              .collection(stored.name())
              .orElseThrow(
                  () ->
                      FailureKind.SOURCE_CHANGED.failure(
                          "The collection '"
                              + stored.name()
                              + "' is gone from the source although it was frozen; find out who"
                              + " removed it, and restore it from the snapshot.",
                          null));
        });
  }

  private RuntimeException changed(
      int collection, long number, List<String> examples, String where) {
    return FailureKind.SOURCE_CHANGED.failure(
        "%,d records of the collection '%s' changed at the source after the snapshot was taken: %s%s%s; find out who can still write there, freeze it again, and start anew from the snapshot."
            .formatted(
                number,
                snapshot.collection(collection).name(),
                String.join(", ", examples.stream().limit(SHOWN).toList()),
                number > SHOWN ? " and more" : "",
                where),
        null);
  }
}
