package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.pipeline.Trailing;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports one collection: its ids first, then part after part, keeping what is complete. */
final class CollectionExport {

  private final OpenRun run;
  private final Attempt attempt;
  private final ChromaServer source;
  private final FrozenInventory inventory;
  private final int index;
  private final InventoryCollection collection;
  private final SnapshotLayout layout;
  private final RecordFetch fetch;

  CollectionExport(
      OpenRun run, Attempt attempt, ChromaServer source, FrozenInventory inventory, int index) {
    this.run = run;
    this.attempt = attempt;
    this.source = source;
    this.inventory = inventory;
    this.index = index;
    this.collection = inventory.content().collections().get(index);
    this.layout = new SnapshotLayout(run.folder().snapshot());
    this.fetch = RecordFetch.of(source, collection, run.plan().source());
  }

  /** The complete list of ids, made now where there is none of this inventory. */
  ExportedIds ids() {
    Optional<ExportedIds> kept =
        ExportFiles.ids(layout, index, inventory.digest())
            .filter(there -> there.file().sha256().equals(Sha256.of(layout.ids(index))));
    if (kept.isPresent()) {
      return kept.get();
    }
    clear();
    Path path = layout.ids(index);
    IdList list =
        IdList.write(
            source,
            collection.info(),
            path,
            layout.name(path),
            listed -> attempt.progress(inventory.before(index), inventory.content().records()));
    long unique = list.file().records() - list.repeated();
    if (list.repeated() > 0 || unique != collection.count()) {
      throw changed(
          "lists "
              + unique
              + " different ids ("
              + list.repeated()
              + " repeated) where the frozen inventory counted "
              + collection.count());
    }
    ExportedIds ids = new ExportedIds(inventory.digest(), list.file());
    DurableFile.writeJson(layout.idsReceipt(index), ids);
    return ids;
  }

  /** The part, exported now where it is not complete. */
  ExportedPart part(int part, ExportedIds ids) {
    // What lies there is only found by a rerun, and much may have happened to it in between.
    Optional<ExportedPart> kept =
        ExportFiles.part(layout, index, part, inventory.digest())
            .filter(there -> there.file().sha256().equals(Sha256.of(layout.part(index, part))));
    if (kept.isPresent()) {
      return kept.get();
    }
    long recordsBefore = 0;
    long firstId = 0;
    if (part > 0) {
      ExportedPart before =
          ExportFiles.part(layout, index, part - 1, inventory.digest())
              .orElseThrow(() -> ExportFiles.missing(layout.part(index, part - 1)));
      recordsBefore = before.recordsThrough();
      firstId = before.nextId();
    }
    try (IdsReader reader = new IdsReader(layout.ids(index), firstId);
        PartWriter writer = new PartWriter(layout.part(index, part))) {
      fill(writer, reader, recordsBefore);
      if (recordsBefore + writer.records() > ids.file().records()) {
        throw ExportFiles.missing(layout.ids(index));
      }
      StoredFile file = writer.publish(layout.name(layout.part(index, part)));
      ExportedPart exported =
          new ExportedPart(
              inventory.digest(), file, recordsBefore + file.records(), reader.position());
      DurableFile.writeJson(layout.partReceipt(index, part), exported);
      return exported;
    }
  }

  /** Writes each batch while the next one is fetched, so that the source need not wait. */
  private void fill(PartWriter writer, IdsReader reader, long recordsBefore) {
    int most =
        PartSize.of(run.plan().importing().partSize(), inventory.content().records()).records();
    long records = 0;
    long bytes = 0;
    try (Trailing<List<ChromaRecord>> writing =
        new Trailing<>("write-part", batch -> batch.forEach(writer::write))) {
      while (records < most && bytes < PartSize.BYTES) {
        List<String> ids = reader.next((int) Math.min(most - records, fetch.nextBatch()));
        if (ids.isEmpty()) {
          break;
        }
        List<ChromaRecord> batch = batch(ids);
        writing.accept(batch);
        records += batch.size();
        bytes += batch.stream().mapToLong(RecordSize::ofLine).sum();
        attempt.progress(
            inventory.before(index) + recordsBefore + records, inventory.content().records());
      }
      writing.finish();
    }
  }

  private List<ChromaRecord> batch(List<String> ids) {
    Map<String, ChromaRecord> found = fetch.fetch(ids, attempt::goOn);
    for (String id : ids) {
      if (!found.containsKey(id)) {
        throw changed("no longer has the record '" + id + "', which it listed");
      }
    }
    return ids.stream().map(found::get).toList();
  }

  // What an export of another inventory left would otherwise lie among the parts of this one.
  private void clear() {
    Path folder = layout.collection(index);
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RuntimeException changed(String what) {
    return FailureKind.SOURCE_CHANGED.failure(
        "The frozen source's collection "
            + collection.info().name()
            + " "
            + what
            + "; find out who still writes to it, stop that, and start again.",
        null);
  }
}
