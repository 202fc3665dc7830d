package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.importing.CollectionSettings;
import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.PartComparison.DifferentRecord;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.steps.CollectionTotals;
import io.chromarunbook.workflows.steps.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Adds up the result files, and looks at the target's collections as they are now. */
final class Observer {

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer target;
  private final Observations seen = new Observations();

  Observer(OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.target = target;
  }

  Observations observe() {
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      attempt.goOn();
      observe(index, snapshot.collection(index));
    }
    return seen;
  }

  private void observe(int index, StoredCollection stored) {
    RequiredFields required = new RequiredFields(run.plan().transform().of(stored.name()));
    seen.requiredFields = Math.max(seen.requiredFields, required.number());
    Optional<CollectionInfo> info = target.collection(stored.target());
    settings(index, stored, info);
    Totals totals = records(index, stored);
    long count = info.map(target::count).orElse(0L);
    long expected = stored.records() - totals.quarantined();
    if (count != expected) {
      seen.otherCounts.add("%s: %d expected, %d there".formatted(stored.name(), expected, count));
    }
    seen.targetCount += count;
    seen.totals = seen.totals.plus(totals);
    seen.targets.add(new CollectionTotals(stored.name(), count, totals));
    search(index);
  }

  private void settings(int index, StoredCollection stored, Optional<CollectionInfo> info) {
    boolean own =
        info.isPresent()
            && new CreationRecord(run.folder())
                .of(index)
                .filter(created -> created.uuid().equals(info.get().id()))
                .isPresent();
    if (!own) {
      seen.absentCollections.add(stored.name());
      return;
    }
    List<String> lost = new CollectionSettings(stored).lostAt(info.get());
    lost.forEach(setting -> seen.otherSettings.add(stored.name() + ": " + setting));
    if (lost.isEmpty()) {
      seen.collectionsMigrated++;
    }
  }

  private Totals records(int index, StoredCollection stored) {
    Totals totals = Totals.NONE;
    for (int part = 0; part < stored.parts().size(); part++) {
      totals = totals.plus(part(index, part, stored));
    }
    ForeignIds added = result(Results.ADDED, index, 0, ForeignIds.class);
    added.ids().forEach(id -> seen.added.add(stored.name(), id));
    seen.added.addUnnamed(added.foreign() - added.ids().size());
    return new Totals(
        totals.snapshot(),
        totals.equal(),
        totals.quarantined(),
        totals.different(),
        totals.missing(),
        added.foreign(),
        totals.byTolerance());
  }

  private Totals part(int index, int part, StoredCollection stored) {
    PartComparison result = result(Results.TARGET, index, part, PartComparison.class);
    if (!result.planDigest().equals(run.reference().planDigest())
        || !result.partSha256().equals(stored.parts().get(part).sha256())) {
      throw stale(run.folder().validation(Results.TARGET, index, part), "is of another plan");
    }
    result.missing().forEach(id -> seen.missing.add(stored.name(), id));
    result.incomplete().forEach(id -> seen.incomplete.add(stored.name(), id));
    result.withoutEmbedding().forEach(id -> seen.withoutEmbedding.add(stored.name(), id));
    for (DifferentRecord different : result.different()) {
      count(stored.name(), different);
    }
    return new Totals(
        result.records(),
        result.equal(),
        result.quarantined(),
        result.different().size(),
        result.missing().size(),
        0,
        result.byTolerance());
  }

  private void count(String collection, DifferentRecord different) {
    if (different.differsIn("document")) {
      seen.documents.add(collection, different.id());
    }
    if (different.differsIn("uri")) {
      seen.uris.add(collection, different.id());
    }
    if (different.differsIn("embedding")) {
      seen.embeddings.add(collection, different.id());
    }
    if (different.differsInMetadata()) {
      seen.metadata.add(collection, different.id());
    }
    if (different.differsIn(DifferentRecord.NOT_MIGRATED)) {
      seen.added.add(collection, different.id());
    }
  }

  private void search(int index) {
    result(Results.SEARCH, index, 0, CollectionSearch.class).result().ifPresent(this::count);
  }

  private void count(SearchResult search) {
    ValidationPlan bounds = run.plan().validation();
    seen.searches.add(search);
    if (search.answered() < search.queries()) {
      seen.unanswered.add(
          "%s: %d of %d".formatted(search.collection(), search.answered(), search.queries()));
    }
    if (search.targetRecall() < search.sourceRecall() - bounds.maxRecallDrop()) {
      seen.recallDrops.add(recalls(search));
    }
    if (search.targetRecall() < bounds.minRecall()) {
      seen.lowRecalls.add(recalls(search));
    }
  }

  private static String recalls(SearchResult search) {
    return "%s: %s at the target, %s at the source"
        .formatted(
            search.collection(),
            Shares.of(search.targetRecall()),
            Shares.of(search.sourceRecall()));
  }

  private <T> T result(String kind, int collection, int part, Class<T> type) {
    Path file = run.folder().validation(kind, collection, part);
    if (!Files.exists(file)) {
      throw stale(file, "is missing");
    }
    return DurableFile.readJson(file, type);
  }

  private static RuntimeException stale(Path file, String what) {
    return FailureKind.CORRUPT_DATA.failure(
        "The validation result " + file + " " + what + "; run Step 4 again.", null);
  }
}
