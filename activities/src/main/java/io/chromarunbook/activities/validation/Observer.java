package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.CollectionChecks;
import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.CountChecks;
import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.Ownership;
import io.chromarunbook.activities.checks.PerformanceChecks;
import io.chromarunbook.activities.checks.SearchChecks;
import io.chromarunbook.activities.importing.CollectionSettings;
import io.chromarunbook.activities.importing.QuarantineBudget;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.activities.validation.PartComparison.DifferentRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ClockSkew;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.CollectionTotals;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds up the result files, and looks at both servers as they are now. */
final class Observer {

  private final Occasion occasion;
  private final OpenRun run;
  private final Attempt attempt;
  private final Manifest manifest;
  private final ChromaServer source;
  private final WritableServer target;
  private final Observations seen = new Observations();

  Observer(
      Occasion occasion,
      OpenRun run,
      Attempt attempt,
      Manifest manifest,
      ChromaServer source,
      WritableServer target) {
    this.occasion = occasion;
    this.run = run;
    this.attempt = attempt;
    this.manifest = manifest;
    this.source = source;
    this.target = target;
  }

  Observations observe() {
    servers();
    for (int index = 0; index < manifest.collections().size(); index++) {
      attempt.throwIfCancelled();
      observe(index, manifest.collections().get(index));
    }
    others();
    CountChecks.total(seen.totals, manifest.records(), seen.targetCount, seen.tallies);
    if (occasion.depth().reaches(Depth.RECORDS)) {
      recordsTogether();
    } else {
      CountChecks.unread(manifest.records(), seen.targetCount, seen.tallies);
    }
    if (occasion.depth().reaches(Depth.QUERIES)) {
      new SearchChecks(run.plan().validation())
          .words(seen.searches.stream().map(Search::result).toList(), seen.tallies);
    }
    occasion.probeWrites(manifest, target, seen.tallies);
    return seen;
  }

  private void recordsTogether() {
    CountChecks.sum(seen.totals, manifest.records(), seen.tallies);
    IdentityChecks.budget(
        manifest.records(),
        seen.totals.quarantined(),
        new QuarantineBudget(run.plan().quarantine(), manifest, run.folder()).allowed(),
        seen.tallies);
    EmbeddingChecks.missingShare(
        seen.withoutEmbedding,
        manifest.records(),
        run.plan().validation().maxMissingEmbeddings(),
        seen.tallies);
  }

  private void servers() {
    Manifest.Source then = manifest.source();
    ConnectivityChecks.source(source.version(), then.api(), then.version(), seen.tallies);
    ConnectivityChecks.target(target.version(), target.limits().maxBatchSize(), seen.tallies);
    ConnectivityChecks.clock("source", ClockSkew.of(source, InstantSource.system()), seen.tallies);
    ConnectivityChecks.clock("target", ClockSkew.of(target, InstantSource.system()), seen.tallies);
  }

  private void observe(int index, StoredCollection stored) {
    seen.requiredFields =
        Math.max(
            seen.requiredFields,
            new MetadataSchemaChecks(run.plan().transform().of(stored.name())).requiredFields());
    Optional<CollectionInfo> info = target.collection(stored.target());
    Totals totals = Totals.NONE;
    long count = info.map(target::count).orElse(0L);
    if (occasion.depth().reaches(Depth.RECORDS)) {
      totals = records(index, stored, info.isPresent());
      seen.targets.add(new CollectionTotals(stored.name(), count, totals));
    }
    settings(index, stored, info, stored.records() - totals.quarantined());
    CountChecks.look(stored.name(), stored.records() - totals.quarantined(), count, seen.tallies);
    CountChecks.source(
        stored.name(),
        stored.records(),
        source.collection(stored.name()).map(source::count).orElse(0L),
        seen.tallies);
    seen.targetCount += count;
    seen.totals = seen.totals.plus(totals);
    if (occasion.depth().reaches(Depth.QUERIES)) {
      search(index, stored);
    }
  }

  private void settings(
      int index, StoredCollection stored, Optional<CollectionInfo> info, long migrated) {
    Ownership ownership = occasion.ownership(index, info);
    List<String> lost = info.map(found -> settings(stored).lostAt(found)).orElse(List.of());
    CollectionChecks.look(stored, info, ownership, lost, migrated, seen.tallies);
    if (info.isPresent() && ownership != Ownership.OTHER && lost.isEmpty()) {
      seen.collectionsMigrated++;
    }
  }

  private CollectionSettings settings(StoredCollection stored) {
    return new CollectionSettings(stored, run.plan().collections().metadataRule(stored.name()));
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
        .look(
            search.result(),
            search.sourceAnswered() == 0
                ? Optional.ofNullable(search.sourceRefusal())
                : Optional.empty(),
            search.overlap(),
            search.distanceError(),
            search.distanceGap(),
            seen.tallies);
    if (search.result().answered() > 0) {
      PerformanceChecks.look(stored.name(), search.source(), search.target(), seen.tallies);
    }
  }

  private void others() {
    Set<String> ours = new HashSet<>();
    manifest.collections().forEach(stored -> ours.add(stored.target()));
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
}
