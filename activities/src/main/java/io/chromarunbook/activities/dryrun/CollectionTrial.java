package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.importing.KeptDimension;
import io.chromarunbook.activities.importing.ResumeDrill;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.scratch.Purpose;
import io.chromarunbook.activities.scratch.ScratchCollection;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Halving;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries in scratch collections how the target takes collections and records of the source. */
final class CollectionTrial {

  private static final int BATCH = 300;

  private final WritableServer target;
  private final CollectionSelection selection;
  private final ScratchSpace space;
  private final RunFolder drill;
  private final Runnable stillWanted;
  private final RequestSize sizes;
  private final int batch;
  private long records;
  private long writeNanos;
  private long readNanos;
  private boolean splitTold;
  private final List<Trial> trials = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Trials at a target.
   *
   * @param space where scratch collections are made there
   * @param selection how the collections' own metadata change
   * @param drill where the receipts of drills go
   * @param stillWanted throws when nobody waits for the work any more
   */
  CollectionTrial(
      WritableServer target,
      ScratchSpace space,
      CollectionSelection selection,
      RunFolder drill,
      Runnable stillWanted) {
    this.target = target;
    this.selection = selection;
    this.space = space;
    this.drill = drill;
    this.stillWanted = stillWanted;
    this.sizes = new RequestSize(target.limits());
    this.batch = Math.max(1, Math.min(BATCH, target.limits().maxBatchSize()));
  }

  /**
   * Makes a collection with another's settings, writes to it, reads it back, compares, and removes
   * it.
   *
   * @param exemplars written one by one, each alone
   * @param sample written together, as an import would
   */
  void trial(InventoryCollection like, Iterable<NamedRecord> exemplars, List<ChromaRecord> sample) {
    Optional<ScratchCollection> made = made(like);
    if (made.isEmpty()) {
      return;
    }
    try (ScratchCollection scratch = made.get()) {
      trial(like, scratch.info(), exemplars, sample);
    }
  }

  private void trial(
      InventoryCollection like,
      CollectionInfo scratch,
      Iterable<NamedRecord> exemplars,
      List<ChromaRecord> sample) {
    compareSettings(like, target.collection(scratch.name()).orElse(scratch));
    if (like.count() == 0) {
      like.info().dimension().ifPresent(dimension -> keep(like, scratch, dimension));
      return;
    }
    for (NamedRecord exemplar : exemplars) {
      stillWanted.run();
      alone(like, scratch, exemplar);
    }
    List<ChromaRecord> there = together(like, scratch, sample);
    if (!there.isEmpty()) {
      resume(like, scratch, there);
    }
  }

  private Optional<ScratchCollection> made(InventoryCollection like) {
    Map<String, Object> before = like.info().metadata();
    Map<String, Object> metadata = selection.metadataRule(like.info().name()).appliedTo(before);
    try {
      return Optional.of(
          space.open(
              Purpose.TRIAL,
              new NewCollection(
                  like.info().name(),
                  metadata,
                  like.info().distance(),
                  like.info().index().following(before, metadata))));
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.REFUSED) {
        throw e;
      }
      findings.add(
          new Finding(
              "dry-run.collection-refused",
              Finding.Weight.BLOCKING,
              "The target refuses a collection with the settings of '%s': %s; change its own metadata by collections.metadata in the plan, or leave it out by collections.exclude."
                  .formatted(like.info().name(), e.brief())));
      return Optional.empty();
    }
  }

  private void keep(InventoryCollection like, CollectionInfo scratch, int dimension) {
    if (!new KeptDimension(target, scratch).set(dimension)) {
      findings.add(
          new Finding(
              "dry-run.empty-dimension",
              Finding.Weight.WARNING,
              "The collection '%s' is empty and takes vectors of %d dimensions at the source; the target does not keep that of an empty collection, so there the first vector will decide."
                  .formatted(like.info().name(), dimension)));
    }
  }

  /** A lost receipt must cost nothing but reading; that is tried before it counts. */
  private void resume(InventoryCollection like, CollectionInfo scratch, List<ChromaRecord> part) {
    stillWanted.run();
    new ResumeDrill(target, scratch, drill)
        .resume(part)
        .ifPresent(
            problem ->
                findings.add(
                    new Finding(
                        "dry-run.resume",
                        Finding.Weight.BLOCKING,
                        "An import of '%s' that lost its receipt does not resume as it must: %s; do not go on with this target."
                            .formatted(like.info().name(), problem))));
  }

  private void compareSettings(InventoryCollection like, CollectionInfo created) {
    if (created.distance() != like.info().distance()) {
      findings.add(
          new Finding(
              "dry-run.settings",
              Finding.Weight.BLOCKING,
              "The target makes a collection like '%s' with the distance function %s instead of %s; it cannot be migrated to this server."
                  .formatted(
                      like.info().name(),
                      created.distance().chromaName(),
                      like.info().distance().chromaName())));
    }
  }

  private void alone(InventoryCollection like, CollectionInfo scratch, NamedRecord exemplar) {
    List<ChromaRecord> one = List.of(exemplar.record());
    List<String> id = List.of(exemplar.record().id());
    Halving.send(
        one,
        some -> {
          target.upsert(scratch, some);
          taken(exemplar.collection(), exemplar.record());
          compare(like, exemplar.collection(), one, RecordsById.fetch(target, scratch, id));
          target.delete(scratch, id);
        },
        (culprit, refusal) -> refused(exemplar.collection(), culprit, refusal));
  }

  private void taken(String collection, ChromaRecord record) {
    tried(collection, record, Optional.empty());
  }

  private void refused(String collection, ChromaRecord record, ChromaException refusal) {
    tried(collection, record, Optional.of(refusal.brief()));
  }

  private void tried(String collection, ChromaRecord record, Optional<String> refusal) {
    long bytes = sizes.of(record);
    trials.add(new Trial(collection, record.id(), Traits.of(record, bytes), bytes, refusal));
  }

  /** Writes as an import does; answers what the target took. */
  private List<ChromaRecord> together(
      InventoryCollection like, CollectionInfo scratch, List<ChromaRecord> sample) {
    List<ChromaRecord> there = new ArrayList<>();
    for (int from = 0; from < sample.size(); from += batch) {
      stillWanted.run();
      List<ChromaRecord> some = sample.subList(from, Math.min(from + batch, sample.size()));
      Halving.send(
          some,
          each -> {
            upsert(scratch, each);
            there.addAll(each);
            each.forEach(record -> taken(like.info().name(), record));
          },
          (culprit, refusal) -> refused(like.info().name(), culprit, refusal));
    }
    for (int from = 0; from < there.size(); from += batch) {
      stillWanted.run();
      readBack(like, scratch, there.subList(from, Math.min(from + batch, there.size())));
    }
    return there;
  }

  private void upsert(CollectionInfo scratch, List<ChromaRecord> some) {
    long start = System.nanoTime();
    try {
      target.upsert(scratch, some);
    } catch (ChromaException e) {
      if (e.kind() == ChromaException.Kind.TOO_LARGE && some.size() > 1) {
        tellSplit(e);
      }
      throw e;
    }
    writeNanos += System.nanoTime() - start;
    records += some.size();
  }

  private void tellSplit(ChromaException refusal) {
    if (!splitTold) {
      splitTold = true;
      findings.add(
          new Finding(
              "dry-run.request-size",
              Finding.Weight.NOTE,
              "The target, or a gateway before it, takes no request as large as an import's (%s); they are halved until they fit, which takes longer: raise that limit where you can."
                  .formatted(refusal.brief())));
    }
  }

  private void readBack(
      InventoryCollection like, CollectionInfo scratch, List<ChromaRecord> written) {
    long start = System.nanoTime();
    RecordsById back =
        RecordsById.fetch(target, scratch, written.stream().map(ChromaRecord::id).toList());
    readNanos += System.nanoTime() - start;
    compare(like, like.info().name(), written, back);
  }

  private void compare(
      InventoryCollection like, String from, List<ChromaRecord> written, RecordsById back) {
    RecordComparison comparison = new RecordComparison(like.info().distance());
    List<String> different =
        written.stream()
            .filter(record -> !same(comparison, record, back.get(record.id())))
            .map(ChromaRecord::id)
            .toList();
    if (!different.isEmpty()) {
      findings.add(
          new Finding(
              "dry-run.different",
              Finding.Weight.BLOCKING,
              "Of %,d records of '%s' written to a scratch collection at the target, %,d came back different, first '%s'; compare them by hand before going on."
                  .formatted(written.size(), from, different.size(), different.get(0))));
    }
  }

  private static boolean same(
      RecordComparison comparison, ChromaRecord written, ChromaRecord back) {
    return back != null && !(comparison.compare(written, back) instanceof Comparison.Different);
  }

  /** Records written so far, as an import would. */
  long records() {
    return records;
  }

  /** Records a second written; 0 where none were. */
  double writtenPerSecond() {
    return Rates.perSecond(records, writeNanos);
  }

  /** Records a second read back; 0 where none were. */
  double readBackPerSecond() {
    return Rates.perSecond(records, readNanos);
  }

  /** What became of every record that was sent. */
  List<Trial> trials() {
    return trials;
  }

  List<Finding> findings() {
    return findings;
  }
}
