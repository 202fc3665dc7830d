package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Exports one collection: its ids first, then part after part, keeping what is complete. */
final class CollectionExport implements AutoCloseable {

  /** Who writes all the while is seen in it. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final RunFolder folder;
  private final Attempt attempt;
  private final ChromaServer source;
  private final Stillness stillness;
  private final FrozenInventory inventory;
  private final int index;
  private final InventoryCollection collection;
  private final SnapshotLayout layout;
  private final ExportReceipts receipts;
  private final PartSize partSize;
  private final BatchesAhead batches;

  CollectionExport(
      OpenRun run,
      Attempt attempt,
      ChromaServer source,
      Stillness stillness,
      FrozenInventory inventory,
      int index) {
    this.folder = run.folder();
    this.attempt = attempt;
    this.source = source;
    this.stillness = stillness;
    this.inventory = inventory;
    this.index = index;
    this.collection = inventory.content().collections().get(index);
    this.layout = new SnapshotLayout(run.folder().snapshot());
    this.receipts = ExportReceipts.of(run.folder());
    this.partSize = PartSize.of(run.plan().importing().partSize(), inventory.content().records());
    this.batches =
        new BatchesAhead(
            layout.ids(index),
            RecordFetch.of(source, collection, run.plan().source()),
            attempt,
            partSize);
  }

  /** The complete list of ids, made now where there is none of this inventory. */
  ExportedIds ids() {
    Optional<ExportedIds> kept =
        receipts
            .ids(index, inventory.digest())
            .filter(there -> there.file().sha256().equals(FileDigest.of(layout.ids(index))));
    if (kept.isPresent()) {
      return kept.get();
    }
    clear();
    Path path = layout.ids(index);
    IdList list = list(path);
    for (int number = 1;
        number < stillness.listings() && !stillness.takes(list, collection.count());
        number++) {
      list = list(path);
    }
    if (!stillness.takes(list, collection.count())) {
      long unique = list.file().records() - list.repeated();
      throw changed(
          "lists %,d different ids (%,d repeated) where the frozen inventory counted %,d, and %s"
              .formatted(unique, list.repeated(), collection.count(), sinceListed(list, path)));
    }
    ExportedIds ids = new ExportedIds(inventory.digest(), list.file());
    receipts.write(index, ids);
    return ids;
  }

  private IdList list(Path path) {
    return IdList.write(
        source,
        collection.info(),
        path,
        layout.name(path),
        listed -> attempt.progress(inventory.before(index), inventory.content().records()));
  }

  /** What a collection that is written to gets while it is looked at once more. */
  private String sinceListed(IdList list, Path path) {
    attempt.rest(LOOK);
    NewIds came =
        NewIds.since(
            list,
            path,
            source,
            collection.info(),
            listed -> attempt.progress(inventory.before(index), inventory.content().records()));
    return came.number() == 0
        ? "none came since it was listed"
        : came.words(NewAtSource.keep(folder, index, came.ids()));
  }

  /** The part, exported now where it is not complete. */
  ExportedPart part(int part, ExportedIds ids) {
    // What lies there is only found by a rerun, and much may have happened to it in between.
    Optional<ExportedPart> kept =
        receipts
            .part(index, part, inventory.digest())
            .filter(there -> there.file().sha256().equals(FileDigest.of(layout.part(index, part))));
    if (kept.isPresent()) {
      return kept.get();
    }
    long recordsBefore = 0;
    long firstId = 0;
    if (part > 0) {
      ExportedPart before =
          receipts
              .part(index, part - 1, inventory.digest())
              .orElseThrow(() -> ExportReceipts.missing(layout.part(index, part - 1)));
      recordsBefore = before.recordsThrough();
      firstId = before.nextId();
    }
    try (PartWriter writer = new PartWriter(layout.part(index, part))) {
      int room = partSize.next(ids.file().records() - recordsBefore);
      Map<String, String> lost = new TreeMap<>();
      Filled filled = fill(writer, lost, firstId, recordsBefore, room);
      if (recordsBefore + writer.records() > ids.file().records()) {
        throw ExportReceipts.missing(layout.ids(index));
      }
      new LostEmbeddings(lost).write(folder, index, part);
      StoredFile file = writer.publish(layout.name(layout.part(index, part)));
      ExportedPart exported =
          new ExportedPart(inventory.digest(), file, recordsBefore + filled.ids(), filled.nextId());
      receipts.write(index, part, exported);
      return exported;
    }
  }

  /**
   * What became of the list of ids.
   *
   * @param ids how many of them were asked for
   * @param nextId where the next part begins in their file, in bytes
   */
  private record Filled(long ids, long nextId) {}

  /** Writes one part. */
  private Filled fill(
      PartWriter writer, Map<String, String> lost, long firstId, long recordsBefore, int room) {
    long nextId = firstId;
    long asked = 0;
    long bytes = 0;
    while (writer.records() < room && bytes < PartSize.BYTES) {
      BatchesAhead.Batch batch = batches.at(nextId, room - writer.records());
      if (batch.ids().isEmpty()) {
        break;
      }
      for (String id : batch.ids()) {
        ChromaRecord record = batch.found().get(id);
        if (record == null && stillness.leavesOut(id)) {
          continue;
        }
        if (record == null) {
          throw changed("no longer has the record '" + id + "', which it listed");
        }
        writer.write(record);
        bytes += RecordBytes.ofLine(record);
      }
      lost.putAll(batch.lost());
      nextId = batch.nextId();
      asked += batch.ids().size();
      attempt.progress(
          inventory.before(index) + recordsBefore + asked, inventory.content().records());
    }
    return new Filled(asked, nextId);
  }

  // What an export of another inventory left would otherwise lie among the parts of this one.
  private void clear() {
    Path folder = layout.collection(index);
    try {
      PrivateFiles.directories(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    batches.close();
  }

  private RuntimeException changed(String what) {
    return FailureKind.SOURCE_CHANGED.failure(
        stillness.collection()
            + collection.info().name()
            + " "
            + what
            + "; find out who still writes to it, stop that, and start again.",
        null);
  }
}
