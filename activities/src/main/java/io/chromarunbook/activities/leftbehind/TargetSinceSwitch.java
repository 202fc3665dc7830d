package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.importing.CreatedCollection;
import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader.Standing;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.pipeline.AskAhead;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.JsonLinesFile;
import io.chromarunbook.activities.snapshot.RecordDigest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.KnownDifferences;
import io.chromarunbook.activities.validation.Side;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The target, held against what was migrated; what it has otherwise is written down whole. */
final class TargetSinceSwitch implements Side {

  private final OpenRun run;
  private final Snapshot snapshot;
  private final ChromaServer target;
  private final NewRecords news;
  private final LeftBehindReading reading;
  private final CreationRecord creations;
  private final KnownDifferences before;
  private final Map<Integer, Optional<CreatedCollection>> created = new HashMap<>();
  private final Map<Integer, Optional<CollectionInfo>> infos = new HashMap<>();
  private final Set<JsonLinesFile> unpublished = new HashSet<>();
  private final AskAhead asking = new AskAhead("ask-target");

  TargetSinceSwitch(
      OpenRun run,
      Snapshot snapshot,
      ChromaServer target,
      NewRecords news,
      LeftBehindReading reading) {
    this.run = run;
    this.snapshot = snapshot;
    this.target = target;
    this.news = news;
    this.reading = reading;
    this.creations = new CreationRecord(run.folder());
    this.before = new KnownDifferences(run.folder());
  }

  @Override
  public PartOfSide part(int collection, int part) {
    return new Part(collection, part);
  }

  /** One part of the snapshot; its file is published when all of it was compared. */
  private final class Part implements PartOfSide {

    private final int collection;
    private final int part;
    private final StoredCollection stored;
    private final Migrated migrated;
    private final Set<String> differedBefore;
    private final RecordComparison comparison;
    private final JsonLinesFile file;

    Part(int collection, int part) {
      this.collection = collection;
      this.part = part;
      this.stored = snapshot.collection(collection);
      this.migrated = Migrated.of(run, stored, part);
      this.differedBefore = before.ids(stored, part);
      this.comparison = new RecordComparison(stored.distanceFunction());
      this.file = reading.part(collection, part);
      unpublished.add(file);
    }

    @Override
    public void compare(List<ChromaRecord> batch) {
      if (!ours(collection)) {
        return;
      }
      Optional<CollectionInfo> info = info(collection);
      if (info.isEmpty()) {
        asking.afterwards(() -> batch.forEach(record -> look(record, null)));
        return;
      }
      List<String> ids = batch.stream().map(ChromaRecord::id).toList();
      asking.ask(
          () -> target.fetch(info.get(), ids),
          answer -> {
            RecordsById found = RecordsById.of(answer);
            batch.forEach(record -> look(record, found.get(record.id())));
          });
    }

    private void look(ChromaRecord original, ChromaRecord found) {
      Optional<ChromaRecord> expected = migrated.of(original);
      boolean knownBefore = differedBefore.contains(original.id());
      if (expected.isEmpty()) {
        if (found != null) {
          write(new Added(stored.name(), stored.target(), found));
        }
      } else if (found == null) {
        // What was missing when GO was given did not go since.
        if (!knownBefore) {
          write(gone(expected.get()));
        }
      } else if (comparison.compare(expected.get(), found)
          instanceof Comparison.Different different) {
        write(
            new Changed(
                stored.name(), stored.target(), part + 1, found, different.what(), knownBefore));
      }
    }

    private Gone gone(ChromaRecord expected) {
      return new Gone(
          stored.name(), stored.target(), part + 1, expected.id(), RecordDigest.of(expected));
    }

    private void write(LeftBehindRecord record) {
      file.add(LeftBehindLine.of(record));
    }

    @Override
    public void end() {
      asking.afterwards(
          () -> {
            file.publish();
            unpublished.remove(file);
          });
    }
  }

  @Override
  public void collection(int collection) {
    settle();
    Optional<CollectionInfo> info = ours(collection) ? info(collection) : Optional.empty();
    news.write(collection, info, reading);
    reading.conclude(collection, standing(collection, info));
  }

  private Standing standing(int collection, Optional<CollectionInfo> info) {
    if (info.isEmpty()) {
      return ours(collection) ? Standing.GONE : Standing.THERE;
    }
    return created(collection)
            .map(CreatedCollection::uuid)
            .filter(info.get().id()::equals)
            .isPresent()
        ? Standing.THERE
        : Standing.REMADE;
  }

  /** Whether the run ever made the collection; nobody else's is looked at. */
  private boolean ours(int collection) {
    return created(collection).isPresent();
  }

  private Optional<CreatedCollection> created(int collection) {
    return created.computeIfAbsent(collection, creations::of);
  }

  private Optional<CollectionInfo> info(int collection) {
    return infos.computeIfAbsent(
        collection, index -> target.collection(snapshot.collection(index).target()));
  }

  @Override
  public void settle() {
    asking.finish();
  }

  @Override
  public void close() {
    asking.close();
    unpublished.forEach(JsonLinesFile::close);
  }
}
