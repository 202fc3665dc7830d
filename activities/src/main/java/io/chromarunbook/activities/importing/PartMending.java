package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.QuarantineEntry;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings some records of an imported part in again, by the plan as it is now: what passes leaves
 * the quarantine, what does not is put there and taken off the target. The part's receipt then says
 * what the whole part is like. A repeat finds done what was done.
 */
public final class PartMending {

  private static final int BATCH = 500;
  private static final int READ_BATCH = 1000;

  private final PartContext part;
  private final RequestSize size;
  private final Set<String> aside = new HashSet<>();
  private final List<String> withdrawn = new ArrayList<>();

  /** The mending of one part. */
  public PartMending(
      OpenRun run,
      Attempt attempt,
      WritableServer target,
      Snapshot snapshot,
      int collection,
      int part) {
    this.part = new PartContext(run, attempt, target, snapshot, collection, part);
    this.size = new RequestSize(target.limits());
  }

  /**
   * Brings in these records of the part.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind QUARANTINE_FULL where more would have to
   *     be put aside than the plan allows; the quarantine is then as it was
   */
  public void mend(Set<String> ids) {
    CollectionInfo info = part.own();
    Fence fence = part.takeFence();
    Path path = part.quarantine();
    try (QuarantineFile quarantine = new QuarantineFile(path)) {
      QuarantineFile.forEach(
          path,
          entry -> {
            if (!ids.contains(entry.id())) {
              quarantine.add(entry);
              aside.add(entry.id());
            }
          });
      BatchWriter writer =
          new BatchWriter(
              part.target(),
              info,
              fence,
              part.attempt(),
              (culprit, reason) -> putAside(quarantine, culprit.original(), reason));
      write(ids, writer, quarantine);
      requireRoom();
      fence.check();
      publish(quarantine, path);
      withdraw(info, fence);
      ReadBack readBack = readBack(info);
      fence.check();
      part.acknowledge(info, readBack, aside.size(), writer);
    }
  }

  private void write(Set<String> ids, BatchWriter writer, QuarantineFile quarantine) {
    ServerLimits limits = part.target().limits();
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            Math.min(BATCH, limits.maxBatchSize()),
            PartContext.BODY_BUDGET,
            record -> size.of(record.migrated()),
            batch -> {
              writer.complete(batch);
              part.attempt().progress(0, part.file().records());
            });
    part.forEachRecord(
        original -> {
          if (!ids.contains(original.id())) {
            return;
          }
          Outcome outcome = part.route(original);
          if (outcome instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          } else if (outcome instanceof Outcome.Unmigratable unmigratable) {
            putAside(quarantine, original, unmigratable.reason());
            withdrawn.add(original.id());
          }
        });
    batches.flush();
  }

  private void putAside(QuarantineFile quarantine, ChromaRecord original, String reason) {
    quarantine.add(new QuarantineEntry(part.stored().name(), original.id(), reason, original));
    aside.add(original.id());
  }

  private void requireRoom() {
    QuarantineBudget budget = part.budget();
    long needed = budget.usedBesides(part.collection(), part.part()) + aside.size();
    if (needed > budget.allowed()) {
      throw FailureKind.QUARANTINE_FULL.failure(
          "%,d records would lie in quarantine and the plan takes no more than %,d; raise quarantine.maxRecords or change the transform with amend."
              .formatted(needed, budget.allowed()),
          null);
    }
  }

  private void publish(QuarantineFile quarantine, Path path) {
    if (!aside.isEmpty()) {
      quarantine.publish();
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void withdraw(CollectionInfo info, Fence fence) {
    for (int from = 0; from < withdrawn.size(); from += READ_BATCH) {
      List<String> some = withdrawn.subList(from, Math.min(from + READ_BATCH, withdrawn.size()));
      RecordsById found = RecordsById.fetch(part.target(), info, some);
      List<String> there = some.stream().filter(id -> found.get(id) != null).toList();
      if (!there.isEmpty()) {
        fence.check();
        part.target().delete(info, there);
      }
    }
  }

  private ReadBack readBack(CollectionInfo info) {
    ReadBack readBack = new ReadBack(part.target(), info);
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            READ_BATCH,
            PartContext.BODY_BUDGET,
            record -> size.of(record.migrated()),
            batch -> {
              readBack.count(batch);
              part.attempt().progress(part.file().records(), part.file().records());
            });
    part.forEachRecord(
        original -> {
          if (!aside.contains(original.id())
              && part.route(original) instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          }
        });
    batches.flush();
    return readBack;
  }
}
