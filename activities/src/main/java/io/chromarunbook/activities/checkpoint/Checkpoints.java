package io.chromarunbook.activities.checkpoint;

import io.chromarunbook.activities.importing.CreatedCollection;
import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.validation.IdSet;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.text.Sentence;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The checkpoints of one run: its receipts, held against everything they speak of. */
public final class Checkpoints {

  private static final int HEX_SHOWN = 12;

  private final String migration;
  private final RunFolder folder;
  private final Snapshot snapshot;
  private final List<String> plans;

  /**
   * The checkpoints of a run with a snapshot.
   *
   * @throws ApplicationFailure of kind CORRUPT_DATA where its snapshot cannot be opened
   */
  public Checkpoints(String migration, RunFolder folder) {
    this.migration = migration;
    this.folder = folder;
    this.snapshot = Snapshot.open(folder.snapshot());
    this.plans = Runs.plans(folder).stream().map(Json::digest).toList();
  }

  /** Records of all parts. */
  public long records() {
    return snapshot.manifest().records();
  }

  /** Every part with its receipt, as it is on disk. */
  public List<Checkpoint> list() {
    List<Checkpoint> all = new ArrayList<>();
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      StoredCollection stored = snapshot.collection(index);
      for (int part = 0; part < stored.parts().size(); part++) {
        ReceiptFile file = new ReceiptFile(folder.receipt(index, part));
        all.add(
            new Checkpoint(
                stored.name(),
                part + 1,
                file.exists(),
                file.content().map(StoredReceipt::receipt),
                file.flaw().map(List::of).orElse(List.of())));
      }
    }
    return all;
  }

  /**
   * Every part, with why its receipt does not hold.
   *
   * @param target as the run writes to it
   * @param progress takes how many records have been looked after so far
   */
  public List<Checkpoint> verify(ChromaServer target, Consumer<Long> progress) {
    List<Checkpoint> all = new ArrayList<>();
    List<String> ofAll = objectionsToAll();
    long done = 0;
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      StoredCollection stored = snapshot.collection(index);
      Found found = find(target, index, stored);
      for (int part = 0; part < stored.parts().size(); part++) {
        ReceiptFile file = new ReceiptFile(folder.receipt(index, part));
        List<String> objections = new ArrayList<>(ofAll);
        file.flaw().ifPresent(objections::add);
        if (file.content().isPresent()) {
          objections.addAll(contradictions(file.content().get().receipt()));
          objections.addAll(foreign(file.content().get(), found));
          objections.addAll(misplaced(file.content().get(), index, part));
          objections.addAll(lost(file.content().get(), index, part, found));
        }
        all.add(
            new Checkpoint(
                stored.name(),
                part + 1,
                file.exists(),
                file.content().map(StoredReceipt::receipt),
                objections));
        done += stored.parts().get(part).records();
        progress.accept(done);
      }
    }
    return all;
  }

  /** What is at the target in place of one collection. */
  private record Found(Optional<String> objection, String uuid, IdSet ids) {}

  private Found find(ChromaServer target, int index, StoredCollection stored) {
    Optional<CreatedCollection> created = new CreationRecord(folder).of(index);
    Optional<CollectionInfo> info = target.collection(stored.target());
    IdSet ids = new IdSet(stored.records());
    if (info.isEmpty()) {
      return new Found(
          Optional.of("the target has no collection '" + stored.target() + "' any more"), "", ids);
    }
    String uuid = info.get().id();
    if (created.isEmpty() || !created.get().uuid().equals(uuid)) {
      return new Found(
          Optional.of(
              "the collection '"
                  + stored.target()
                  + "' at the target is not the one this run created"),
          uuid,
          ids);
    }
    // Cutover takes the marks off; a mark that is there must be this run's.
    Optional<OwnerMark> mark = OwnerMark.read(info.get().metadata());
    if (mark.isPresent() && !mark.get().sameRun(created.get().mark())) {
      return new Found(
          Optional.of(
              "the collection '"
                  + stored.target()
                  + "' at the target bears the mark of the migration "
                  + mark.get().migration()),
          uuid,
          ids);
    }
    target.ids(info.get(), ids::add);
    return new Found(Optional.empty(), uuid, ids);
  }

  private List<String> objectionsToAll() {
    List<String> objections = new ArrayList<>();
    if (!snapshot.manifest().migration().equals(migration)) {
      objections.add(
          "the snapshot beside it is of the migration " + snapshot.manifest().migration());
    }
    Path inventory = folder.frozenInventory();
    if (!Files.exists(inventory)) {
      objections.add("the frozen inventory " + inventory + " is missing");
    } else if (!FileDigest.of(inventory).equals(snapshot.manifest().inventoryDigest())) {
      objections.add(
          "the frozen inventory " + inventory + " is not the one the snapshot was taken by");
    }
    return objections;
  }

  /** What its figures say against each other. */
  private static List<String> contradictions(PartReceipt receipt) {
    List<String> objections = new ArrayList<>();
    if (receipt.written() + receipt.quarantined() != receipt.records()) {
      objections.add(
          "its figures contradict each other: %,d written and %,d quarantined are not %,d records"
              .formatted(receipt.written(), receipt.quarantined(), receipt.records()));
    }
    if (receipt.equal() + receipt.different() + receipt.missing() != receipt.written()) {
      objections.add(
          "its figures contradict each other: %d equal, %d different and %d missing are not %d written"
              .formatted(
                  receipt.equal(), receipt.different(), receipt.missing(), receipt.written()));
    }
    if (receipt.byTolerance() > receipt.equal()) {
      objections.add(
          "its figures contradict each other: %d of %d equal ones by tolerance"
              .formatted(receipt.byTolerance(), receipt.equal()));
    }
    if (receipt.different() > 0 || receipt.missing() > 0) {
      objections.add(
          "it proves no equality: %,d records were different and %,d missing when read back"
              .formatted(receipt.different(), receipt.missing()));
    }
    return objections;
  }

  /** What makes it a receipt of another run. */
  private List<String> foreign(StoredReceipt stored, Found found) {
    List<String> objections = new ArrayList<>();
    if (plans.stream().noneMatch(stored.planDigest()::equals)) {
      objections.add(
          "it is of another plan ("
              + cut(stored.planDigest())
              + ") than this run has ever gone by");
    }
    if (found.objection().isPresent()) {
      objections.add(found.objection().get());
    } else if (!stored.uuid().equals(found.uuid())) {
      objections.add(
          "it is of another collection (UUID %s) than the target's (%s)"
              .formatted(stored.uuid(), found.uuid()));
    }
    return objections;
  }

  /** What makes it a receipt of another part. */
  private List<String> misplaced(StoredReceipt stored, int index, int part) {
    List<String> objections = new ArrayList<>();
    PartReceipt receipt = stored.receipt();
    StoredFile file = snapshot.collection(index).parts().get(part);
    if (receipt.collection() != index || receipt.part() != part) {
      objections.add(
          "it is the receipt of part %d of collection %d"
              .formatted(receipt.part() + 1, receipt.collection() + 1));
    }
    if (receipt.records() != file.records()) {
      objections.add(
          "it is of a part of %,d records, but the part has %,d"
              .formatted(receipt.records(), file.records()));
    }
    if (!stored.partSha256().equals(file.sha256())) {
      objections.add(
          "it is of another part file (SHA-256 %s) than the snapshot's (%s)"
              .formatted(cut(stored.partSha256()), cut(file.sha256())));
    }
    return objections;
  }

  /** What is no longer where it says. */
  private List<String> lost(StoredReceipt stored, int index, int part, Found found) {
    List<String> objections = new ArrayList<>();
    Set<String> aside;
    try {
      aside = QuarantineFile.ids(folder.quarantine(index, part));
    } catch (ApplicationFailure e) {
      return List.of(Sentence.within(e.getOriginalMessage()));
    }
    if (aside.size() != stored.receipt().quarantined()) {
      objections.add(
          "it says %,d records lie in quarantine, but %,d do"
              .formatted(stored.receipt().quarantined(), aside.size()));
    }
    absence(index, part, aside, found).ifPresent(objections::add);
    return objections;
  }

  /** Reads the part's file again, every byte, and looks for its ids at the target. */
  private Optional<String> absence(int index, int part, Set<String> aside, Found found) {
    List<String> absent = new ArrayList<>();
    long[] number = new long[1];
    Set<String> unseen = new HashSet<>(aside);
    try {
      snapshot.forEachRecord(
          index,
          part,
          record -> {
            if (!unseen.remove(record.id()) && !found.ids().contains(record.id())) {
              number[0]++;
              if (absent.size() < 3) {
                absent.add(record.id());
              }
            }
          });
    } catch (ApplicationFailure e) {
      return Optional.of(Sentence.within(e.getOriginalMessage()));
    }
    if (!unseen.isEmpty()) {
      return Optional.of(
          "its quarantine holds '"
              + unseen.iterator().next()
              + "', which is no record of the part");
    }
    return number[0] == 0 || found.objection().isPresent()
        ? Optional.empty()
        : Optional.of(
            "%,d of its records are not at the target, first '%s'"
                .formatted(number[0], String.join("', '", absent)));
  }

  private static String cut(String digest) {
    return digest.length() <= HEX_SHOWN ? digest : digest.substring(0, HEX_SHOWN) + "…";
  }
}
