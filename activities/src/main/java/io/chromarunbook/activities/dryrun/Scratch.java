package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.importing.ResumeDrill;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Scratch collections at the target: the only thing a dry-run writes there, marked as such and
 * always removed.
 */
final class Scratch {

  /** What the names of scratch collections begin with. */
  static final String PREFIX = "runbook-scratch";

  private static final int BATCH = 300;

  private final ChromaServer target;
  private final String migration;
  private final SafeName name;
  private final RunFolder drill;
  private final Runnable stillWanted;
  private long records;
  private long writeNanos;
  private long readNanos;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Scratch collections of a migration.
   *
   * @param drill where the receipts of drills go
   * @param stillWanted throws when nobody waits for the work any more
   */
  Scratch(ChromaServer target, String migration, RunFolder drill, Runnable stillWanted) {
    this.target = target;
    this.migration = migration;
    this.name = SafeName.of(PREFIX, migration);
    this.drill = drill;
    this.stillWanted = stillWanted;
  }

  /** Removes what an earlier attempt left. */
  void sweep() {
    for (CollectionInfo collection : target.collections()) {
      if (name.isBeginningOf(collection.name())
          && OwnerMark.isScratch(collection.metadata())
          && OwnerMark.migrationIn(collection.metadata()).filter(migration::equals).isPresent()) {
        target.drop(collection);
      }
    }
  }

  /** Writes a sample with a collection's settings, reads it back, compares, and removes it. */
  void trial(InventoryCollection like, List<ChromaRecord> sample) {
    String one = name.and(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    CollectionInfo scratch =
        target.create(
            new NewCollection(
                one,
                OwnerMark.scratch(like.info().metadata(), migration),
                like.info().distance(),
                like.info().index()));
    try {
      compareSettings(like, target.collection(one).orElse(scratch));
      for (int from = 0; from < sample.size(); from += BATCH) {
        stillWanted.run();
        List<ChromaRecord> batch = sample.subList(from, Math.min(from + BATCH, sample.size()));
        writeAndCompare(like, scratch, batch);
      }
      resume(like, scratch, sample);
    } finally {
      target.drop(scratch);
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

  private void writeAndCompare(
      InventoryCollection like, CollectionInfo scratch, List<ChromaRecord> batch) {
    long start = System.nanoTime();
    target.upsert(scratch, batch);
    long written = System.nanoTime();
    RecordsById back =
        RecordsById.fetch(target, scratch, batch.stream().map(ChromaRecord::id).toList());
    readNanos += System.nanoTime() - written;
    writeNanos += written - start;
    records += batch.size();
    RecordComparison comparison = new RecordComparison(like.info().distance());
    List<String> different =
        batch.stream()
            .filter(record -> !same(comparison, record, back.get(record.id())))
            .map(ChromaRecord::id)
            .toList();
    if (!different.isEmpty()) {
      findings.add(
          new Finding(
              "dry-run.different",
              Finding.Weight.BLOCKING,
              "Of %d records of '%s' written to a scratch collection at the target, %d came back different, first '%s'; compare them by hand before going on."
                  .formatted(
                      batch.size(), like.info().name(), different.size(), different.get(0))));
    }
  }

  private static boolean same(
      RecordComparison comparison, ChromaRecord written, ChromaRecord back) {
    return back != null && !(comparison.compare(written, back) instanceof Comparison.Different);
  }

  /** Records written so far. */
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

  List<Finding> findings() {
    return findings;
  }
}
