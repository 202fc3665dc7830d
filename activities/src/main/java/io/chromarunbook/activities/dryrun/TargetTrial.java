package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.IdsReader;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.activities.snapshot.RecordFetch;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.Finding;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tries at the target what the live source has: each kind of collection, each kind of record. */
final class TargetTrial {

  private static final int SAMPLE = 500;
  private static final long SAMPLE_BYTES = 8L << 20;

  /** Collections of the same settings share a trial. */
  private record Settings(
      DistanceFunction distance,
      IndexSettings index,
      Optional<Integer> dimension,
      Map<String, String> metadata,
      boolean empty) {}

  private final OpenRun run;
  private final Attempt attempt;
  private final Inventory inventory;
  private final DryRunFiles files;
  private final List<Map<String, Exemplar>> exemplars;
  private final Exemplars everywhere = new Exemplars();

  /**
   * A trial.
   *
   * @param exemplars by trait, of each collection of the inventory in its order
   */
  TargetTrial(
      OpenRun run, Attempt attempt, Inventory inventory, List<Map<String, Exemplar>> exemplars) {
    this.run = run;
    this.attempt = attempt;
    this.inventory = inventory;
    this.files = DryRunFiles.of(run.folder());
    this.exemplars = exemplars;
    exemplars.forEach(everywhere::add);
  }

  /** What came of it. */
  record Result(
      Refusals refusals, List<Finding> findings, double writtenPerSecond, double readPerSecond) {}

  Result result(Tallies tallies) {
    Map<Settings, List<Integer>> kinds = kinds();
    try (ChromaServer source = run.source();
        WritableServer target = run.target()) {
      ScratchSpace space = ScratchSpace.of(run, target);
      space.sweep();
      CollectionTrial trial =
          new CollectionTrial(
              target, space, run.plan().collections(), files.drill(), attempt::throwIfCancelled);
      List<Finding> findings =
          new ArrayList<>(
              new SettingsTrial(space, run.plan().collections(), attempt::throwIfCancelled)
                  .findings(inventory));
      ConnectivityChecks.source(source.version(), tallies);
      ConnectivityChecks.target(target.version(), target.limits().maxBatchSize(), tallies);
      int share = Math.max(1, SAMPLE / Math.max(1, kinds.size()));
      for (List<Integer> kind : kinds.values()) {
        InventoryCollection largest = largest(kind);
        List<ChromaRecord> sample =
            trial.records() < SAMPLE ? sample(source, largest, share) : List.of();
        Map<Integer, List<String>> chosen = chosen(kind);
        if (!sample.isEmpty() || !chosen.isEmpty() || largest.count() == 0) {
          trial.trial(largest, () -> named(source, chosen).iterator(), sample);
          attempt.progress(inventory.records(), inventory.records());
        }
      }
      findings.addAll(trial.findings());
      return new Result(
          new Refusals(everywhere.byTrait(), trial.trials()),
          findings,
          trial.writtenPerSecond(),
          trial.readBackPerSecond());
    }
  }

  private Map<Settings, List<Integer>> kinds() {
    Map<Settings, List<Integer>> kinds = new LinkedHashMap<>();
    for (int index = 0; index < inventory.collections().size(); index++) {
      InventoryCollection collection = inventory.collections().get(index);
      kinds
          .computeIfAbsent(
              new Settings(
                  collection.info().distance(),
                  collection.info().index(),
                  collection.info().dimension(),
                  types(collection.info().metadata()),
                  collection.count() == 0),
              settings -> new ArrayList<>())
          .add(index);
    }
    return kinds;
  }

  private static Map<String, String> types(Map<String, Object> metadata) {
    Map<String, String> types = new TreeMap<>();
    metadata.forEach(
        (key, value) -> types.put(key, value == null ? "null" : value.getClass().getSimpleName()));
    return types;
  }

  // The largest collection of each kind stands for its kind.
  private InventoryCollection largest(List<Integer> kind) {
    InventoryCollection largest = inventory.collections().get(kind.get(0));
    for (int index : kind) {
      InventoryCollection collection = inventory.collections().get(index);
      largest = collection.count() > largest.count() ? collection : largest;
    }
    return largest;
  }

  /** Ids by collection: of each trait the smallest and the largest record there is anywhere. */
  private Map<Integer, List<String>> chosen(List<Integer> kind) {
    Map<String, Exemplar> all = everywhere.byTrait();
    Map<Integer, List<String>> chosen = new TreeMap<>();
    for (int index : kind) {
      TreeSet<String> ids = new TreeSet<>();
      exemplars
          .get(index)
          .forEach(
              (trait, exemplar) -> {
                Exemplar best = all.get(trait);
                if (exemplar.fewest() == best.fewest()
                    && exemplar.smallest().equals(best.smallest())) {
                  ids.add(exemplar.smallest());
                }
                if (exemplar.most() == best.most() && exemplar.largest().equals(best.largest())) {
                  ids.add(exemplar.largest());
                }
              });
      if (!ids.isEmpty()) {
        chosen.put(index, List.copyOf(ids));
      }
    }
    return chosen;
  }

  // One at a time: each may be as large as a server takes.
  private Stream<NamedRecord> named(ChromaServer source, Map<Integer, List<String>> chosen) {
    return chosen.entrySet().stream()
        .flatMap(
            of -> {
              InventoryCollection collection = inventory.collections().get(of.getKey());
              RecordFetch fetch = RecordFetch.of(source, collection, run.plan().source());
              RecordRoute route = route(collection);
              return of.getValue().stream()
                  .flatMap(
                      id -> fetch.fetch(List.of(id), attempt::throwIfCancelled).values().stream())
                  .map(route::apply)
                  .filter(Outcome.Migratable.class::isInstance)
                  .map(Outcome.Migratable.class::cast)
                  .map(goes -> new NamedRecord(collection.info().name(), goes.record()));
            });
  }

  private RecordRoute route(InventoryCollection collection) {
    return new RecordRoute(
        run.plan().transform().of(collection.info().name()), collection.info().dimension());
  }

  private List<ChromaRecord> sample(ChromaServer source, InventoryCollection kind, int most) {
    int index = inventory.collections().indexOf(kind);
    RecordFetch fetch = RecordFetch.of(source, kind, run.plan().source());
    RecordRoute route = route(kind);
    List<ChromaRecord> sample = new ArrayList<>();
    if (!Files.exists(files.ids(index))) {
      return sample;
    }
    try (IdsReader reader = new IdsReader(files.ids(index), 0)) {
      // Where nearly nothing can be migrated, looking further would read the whole collection.
      long bytes = 0;
      for (int looked = 0; sample.size() < most && looked < 2 * most && bytes < SAMPLE_BYTES; ) {
        List<String> ids = reader.next(Math.min(fetch.nextBatch(), most - sample.size()));
        if (ids.isEmpty()) {
          break;
        }
        looked += ids.size();
        for (ChromaRecord record : fetch.fetch(ids, attempt::throwIfCancelled).values()) {
          if (route.apply(record) instanceof Outcome.Migratable migratable) {
            sample.add(migratable.record());
            bytes += RecordBytes.of(migratable.record());
          }
        }
      }
    }
    return sample;
  }
}
