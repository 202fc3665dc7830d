package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader.Standing;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.leftbehind.LeftBehindRecords;
import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.InverseTransform;
import io.chromarunbook.activities.validation.IdSet;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings the records a rollback left behind to the source, or says what would become of them. The
 * records of a part come in the order of the snapshot, so both are read side by side and memory
 * holds one batch.
 */
public final class PutBack {

  private static final int BATCH = 200;
  private static final long BATCH_BYTES = 4L << 20;

  /** A record left behind, and its original in the snapshot where it has one there. */
  private record Case(LeftBehindRecord left, ChromaRecord original) {}

  /** What is worked with in one collection. */
  private record Place(CollectionInfo info, Assessor assessor) {}

  private final Snapshot snapshot;
  private final Plan plan;
  private final Inventory inventory;
  private final SourceReads source;
  private final ReplacedRecords replaced;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Optional<Place>> places = new HashMap<>();

  /**
   * For a run.
   *
   * @param plan by which its records were migrated
   * @param inventory of the frozen source
   */
  public PutBack(
      Snapshot snapshot,
      Plan plan,
      Inventory inventory,
      SourceReads source,
      ReplacedRecords replaced) {
    this.snapshot = snapshot;
    this.plan = plan;
    this.inventory = inventory;
    this.source = source;
    this.replaced = replaced;
    snapshot
        .manifest()
        .collections()
        .forEach(stored -> numbers.put(stored.name(), stored.number() - 1));
  }

  /**
   * Says what would become of every record, and changes nothing.
   *
   * @param earlier files of earlier readings of the target, whose records may be in no later one
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where a file is not what
   *     was written
   */
  public void assess(
      LeftBehindFile file, List<LeftBehindFile> earlier, Consumer<PutBackLine> each) {
    all(file, earlier, new Onlooker(), each);
  }

  /**
   * Brings every record to the source that can go there, reads it back and compares it. Doing it
   * again finds it done.
   *
   * @param earlier as for {@link #assess}
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where a file is not what
   *     was written
   * @throws io.chromarunbook.chroma.ChromaException where the source does not answer, or takes no
   *     writes; what was done until then has been passed on
   */
  public void apply(
      LeftBehindFile file,
      List<LeftBehindFile> earlier,
      SourceWrites writes,
      Consumer<PutBackLine> each) {
    all(file, earlier, new Writer(source, writes, replaced), each);
  }

  private void all(
      LeftBehindFile file, List<LeftBehindFile> earlier, Hand hand, Consumer<PutBackLine> each) {
    Map<String, Standing> standings =
        file.header().collections().stream()
            .collect(
                Collectors.toMap(
                    LeftBehindHeader.Collection::source, LeftBehindHeader.Collection::standing));
    IdSet known = new IdSet(file.header().records());
    Batches batches = new Batches(standings, hand, each);
    try (LeftBehindRecords records = file.records()) {
      for (Optional<LeftBehindRecord> next = records.peek();
          next.isPresent();
          next = records.peek()) {
        take(file, records, next.get(), left -> known.add(left.left().key()), batches);
      }
    }
    batches.flush();
    OnlyInEarlier.forEach(
        earlier,
        known,
        (one, left) ->
            each.accept(
                PutBackLine.of(
                    left,
                    Outcome.EXPORTED_ONLY,
                    "it is in %s only, and was not left behind any more when the target was read again"
                        .formatted(one.path().getFileName()))));
  }

  private void take(
      LeftBehindFile file,
      LeftBehindRecords records,
      LeftBehindRecord next,
      Consumer<Case> seen,
      Consumer<Case> batches) {
    Consumer<Case> both = seen.andThen(batches);
    int part = part(next);
    if (part == 0) {
      both.accept(new Case(records.next().orElseThrow(), null));
      return;
    }
    Integer collection = numbers.get(next.source());
    if (collection == null || part > snapshot.collection(collection).parts().size()) {
      throw misplaced(file, next);
    }
    snapshot.forEachRecord(
        collection,
        part - 1,
        original -> {
          // Records whose original was put aside count as new, and lie between the others.
          while (ahead(records, next.source()) == 0) {
            both.accept(new Case(records.next().orElseThrow(), null));
          }
          if (ahead(records, next.source()) == part
              && records.peek().orElseThrow().id().equals(original.id())) {
            both.accept(new Case(records.next().orElseThrow(), original));
          }
        });
    if (ahead(records, next.source()) == part) {
      throw misplaced(file, records.peek().orElseThrow());
    }
  }

  private static final int NOTHING = -1;

  /** The part of the next record of a collection; 0 where it has none, -1 where none follows. */
  private static int ahead(LeftBehindRecords records, String source) {
    return records
        .peek()
        .filter(left -> left.source().equals(source))
        .map(PutBack::part)
        .orElse(NOTHING);
  }

  private static int part(LeftBehindRecord left) {
    if (left instanceof Changed changed) {
      return changed.part();
    }
    return left instanceof Gone gone ? gone.part() : 0;
  }

  private static RuntimeException misplaced(LeftBehindFile file, LeftBehindRecord left) {
    return FailureKind.CORRUPT_DATA.failure(
        "%s names the record '%s' of the collection '%s', which part %d of the run's snapshot does not have there; put back the files that were written."
            .formatted(file.path(), left.id(), left.source(), part(left)),
        null);
  }

  /** Gathers cases of one collection, and has them done. */
  private final class Batches implements Consumer<Case> {

    private final Map<String, Standing> standings;
    private final Hand hand;
    private final Consumer<PutBackLine> each;
    private final Chunks<Case> chunks;
    private String collection = "";

    Batches(Map<String, Standing> standings, Hand hand, Consumer<PutBackLine> each) {
      this.standings = standings;
      this.hand = hand;
      this.each = each;
      this.chunks =
          new Chunks<>(
              Math.min(BATCH, source.limits().maxBatchSize()),
              BATCH_BYTES,
              PutBack::bytes,
              this::done);
    }

    @Override
    public void accept(Case one) {
      if (!one.left().source().equals(collection)) {
        chunks.flush();
        collection = one.left().source();
      }
      chunks.accept(one);
    }

    void flush() {
      chunks.flush();
    }

    private void done(List<Case> cases) {
      String name = cases.get(0).left().source();
      Optional<Place> place = places.computeIfAbsent(name, this::place);
      if (place.isEmpty()) {
        cases.forEach(
            one ->
                each.accept(
                    PutBackLine.of(
                        one.left(),
                        Outcome.CONFLICT,
                        "the source has no collection '" + name + "'")));
        return;
      }
      CollectionInfo info = place.get().info();
      RecordsById present =
          source.records(info, cases.stream().map(one -> one.left().id()).toList());
      List<Assessed> assessed = new ArrayList<>();
      for (Case one : cases) {
        assessed.add(
            new Assessed(
                one.left(),
                place
                    .get()
                    .assessor()
                    .assess(one.left(), one.original(), present.get(one.left().id()))));
      }
      hand.take(info, assessed).forEach(each);
    }

    private Optional<Place> place(String name) {
      Integer number = numbers.get(name);
      Optional<CollectionInfo> info = number == null ? Optional.empty() : source.collection(name);
      if (info.isEmpty()) {
        return Optional.empty();
      }
      StoredCollection stored = snapshot.collection(number);
      InverseTransform inverse =
          new InverseTransform(
              plan.transform().of(name),
              stored.dimension(),
              new RecordComparison(stored.distanceFunction()),
              types(name));
      return Optional.of(
          new Place(
              info.get(),
              new Assessor(
                  inverse,
                  new RecordComparison(info.get().distance()),
                  standings.getOrDefault(name, Standing.THERE),
                  new SourceRelease(source.version()),
                  replaced)));
    }
  }

  private Map<String, List<String>> types(String collection) {
    return inventory.collections().stream()
        .filter(each -> each.info().name().equals(collection))
        .findFirst()
        .map(InventoryCollection::metadataKeys)
        .orElse(Map.of());
  }

  private static long bytes(Case one) {
    long original = one.original() == null ? 0 : RecordBytes.of(one.original());
    if (one.left() instanceof Added added) {
      return RecordBytes.of(added.record());
    }
    return one.left() instanceof Changed changed
        ? RecordBytes.of(changed.record()) + original
        : original;
  }
}
