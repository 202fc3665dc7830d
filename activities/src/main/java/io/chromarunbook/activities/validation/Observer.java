package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.CollectionChecks;
import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.CountChecks;
import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.PerformanceChecks;
import io.chromarunbook.activities.checks.SearchChecks;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.DistanceFunction;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.importing.CollectionSettings;
import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.importing.QuarantineBudget;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.activities.validation.PartComparison.DifferentRecord;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.steps.CollectionTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Adds up the result files, and looks at both servers as they are now. */
final class Observer {

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer source;
  private final ChromaServer target;
  private final Observations seen = new Observations();

  Observer(
      OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer source, ChromaServer target) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.source = source;
    this.target = target;
  }

  Observations observe() {
    servers();
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      attempt.goOn();
      observe(index, snapshot.collection(index));
    }
    others();
    CountChecks.total(seen.totals, snapshot.manifest().records(), seen.targetCount, seen.tallies);
    IdentityChecks.budget(
        snapshot.manifest().records(),
        seen.totals.quarantined(),
        new QuarantineBudget(run.plan().quarantine(), snapshot.manifest(), run.folder()).allowed(),
        seen.tallies);
    missingShare();
    new SearchChecks(run.plan().validation())
        .words(seen.searches.stream().map(Search::result).toList(), seen.tallies);
    write();
    return seen;
  }

  private void servers() {
    Manifest.Source then = snapshot.manifest().source();
    ConnectivityChecks.source(source.version(), then.api(), then.version(), seen.tallies);
    ConnectivityChecks.target(target.version(), target.limits().maxBatchSize(), seen.tallies);
    ConnectivityChecks.clock("source", skew(source.clock()), seen.tallies);
    ConnectivityChecks.clock("target", skew(target.clock()), seen.tallies);
  }

  private static Optional<Duration> skew(Optional<Instant> clock) {
    return clock.map(now -> Duration.between(Instant.now(), now));
  }

  private void observe(int index, StoredCollection stored) {
    seen.requiredFields =
        Math.max(
            seen.requiredFields,
            new MetadataSchemaChecks(run.plan().transform().of(stored.name())).requiredFields());
    Optional<CollectionInfo> info = target.collection(stored.target());
    settings(index, stored, info);
    Totals totals = records(index, stored, info.isPresent());
    long count = info.map(target::count).orElse(0L);
    CountChecks.look(stored.name(), stored.records() - totals.quarantined(), count, seen.tallies);
    CountChecks.source(
        stored.name(),
        stored.records(),
        source.collection(stored.name()).map(source::count).orElse(0L),
        seen.tallies);
    seen.targetCount += count;
    seen.totals = seen.totals.plus(totals);
    seen.targets.add(new CollectionTotals(stored.name(), count, totals));
    search(index, stored);
  }

  private void settings(int index, StoredCollection stored, Optional<CollectionInfo> info) {
    boolean own =
        info.isPresent()
            && new CreationRecord(run.folder())
                .of(index)
                .filter(created -> created.uuid().equals(info.get().id()))
                .isPresent();
    List<String> lost =
        info.map(found -> new CollectionSettings(stored).lostAt(found)).orElse(List.of());
    CollectionChecks.look(stored, info, own, lost, seen.tallies);
    if (own && lost.isEmpty()) {
      seen.collectionsMigrated++;
    }
  }

  private Totals records(int index, StoredCollection stored, boolean present) {
    Totals totals = Totals.NONE;
    List<String> foreign = new ArrayList<>();
    for (int part = 0; part < stored.parts().size(); part++) {
      totals = totals.plus(part(index, part, stored, foreign));
    }
    ForeignIds added = Results.read(run.folder(), Results.ADDED, index, 0, ForeignIds.class);
    if (present) {
      added.ids().forEach(id -> foreign.add(stored.name() + "/" + id));
      IdentityChecks.listed(
          stored.name(),
          added.repeated(),
          foreign,
          added.foreign() - added.ids().size(),
          seen.tallies);
    } else {
      IdentityChecks.unlisted(seen.tallies);
    }
    return new Totals(
        totals.snapshot(),
        totals.equal(),
        totals.quarantined(),
        totals.different(),
        totals.missing(),
        added.foreign(),
        totals.byTolerance());
  }

  private Totals part(int index, int part, StoredCollection stored, List<String> foreign) {
    PartComparison result =
        Results.read(run.folder(), Results.TARGET, index, part, PartComparison.class);
    if (!result.planDigest().equals(run.reference().planDigest())
        || !result.partSha256().equals(stored.parts().get(part).sha256())) {
      throw Results.stale(
          run.folder().validation(Results.TARGET, index, part), "is of another plan");
    }
    seen.tallies.add(result.checks(), stored.name() + "/");
    seen.withoutEmbedding += result.withoutEmbedding().size();
    result.different().stream()
        .filter(DifferentRecord::notMigrated)
        .forEach(different -> foreign.add(stored.name() + "/" + different.id()));
    return new Totals(
        result.records(),
        result.equal(),
        result.quarantined(),
        result.different().size(),
        result.missing().size(),
        0,
        result.byTolerance());
  }

  private void search(int index, StoredCollection stored) {
    CollectionSearch result =
        Results.read(run.folder(), Results.SEARCH, index, 0, CollectionSearch.class);
    seen.tallies.add(result.filters(), stored.name() + " ");
    result.search().ifPresent(search -> count(stored, search));
  }

  private void count(StoredCollection stored, Search search) {
    seen.searches.add(search);
    new SearchChecks(run.plan().validation())
        .look(search.result(), search.overlap(), search.distanceError(), seen.tallies);
    if (search.result().answered() > 0) {
      PerformanceChecks.look(stored.name(), search.source(), search.target(), seen.tallies);
    }
  }

  private void others() {
    Set<String> ours = new HashSet<>();
    snapshot.manifest().collections().forEach(stored -> ours.add(stored.target()));
    Set<String> present = new HashSet<>();
    List<String> others = new ArrayList<>();
    for (CollectionInfo collection : target.collections()) {
      if (ours.contains(collection.name())) {
        present.add(collection.name());
      } else {
        others.add(collection.name());
      }
    }
    CollectionChecks.others(ours.size(), present.size(), others, seen.tallies);
  }

  private void missingShare() {
    long records = snapshot.manifest().records();
    if (records == 0) {
      return;
    }
    ValidationPlan bounds = run.plan().validation();
    seen.tallies.look(
        EmbeddingChecks.MISSING_SHARE,
        seen.withoutEmbedding <= bounds.maxMissingEmbeddings() * records,
        seen.withoutEmbedding + " records");
    seen.tallies.words(
        EmbeddingChecks.MISSING_SHARE,
        String.format(
            Locale.ROOT,
            "at most %.1f %% of the source's records without a vector",
            bounds.maxMissingEmbeddings() * 100),
        "%d of %d".formatted(seen.withoutEmbedding, records));
  }

  private void write() {
    WriteProbe probe = new WriteProbe(target, run.plan().migration());
    snapshot.manifest().collections().stream()
        .map(stored -> new Settings(stored.distanceFunction(), stored.index()))
        .distinct()
        .forEach(
            settings -> {
              attempt.goOn();
              probe.probe(settings.distance(), settings.index(), seen.tallies);
            });
  }

  private record Settings(DistanceFunction distance, IndexSettings index) {}
}
