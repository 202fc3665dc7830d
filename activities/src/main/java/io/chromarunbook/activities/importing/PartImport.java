package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.pipeline.ReadAhead;
import io.chromarunbook.activities.pipeline.Trailing;
import io.chromarunbook.activities.run.InPlaceNote;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.chroma.UnreadRecords;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Brings one part into the target: transformed, put aside where it cannot go, upserted, read back
 * and compared. While a batch is written the next one is read and transformed and the ones before
 * are compared; never more than a few batches are held, and never more than one request is under
 * way.
 */
final class PartImport {

  /** What the target says it has of some records. */
  private record Answered(List<RoutedRecord> records, UnreadRecords answer) {}

  private final PartContext part;
  private final Lane lane;

  PartImport(PartContext part, Lane lane) {
    this.part = part;
    this.lane = lane;
  }

  /** Brings the part in, or finds proof that it is in already. */
  PartReceipt receipt() {
    CollectionInfo info = part.own();
    return part.proven(info).orElseGet(() -> bringIn(info));
  }

  private PartReceipt bringIn(CollectionInfo info) {
    Fence fence = part.takeFence();
    OneAtATime requests = new OneAtATime();
    ReadBack readBack = new ReadBack(part.target(), info, requests);
    try (PartQuarantine quarantine = quarantine();
        ReadAhead<List<RoutedRecord>> batches =
            new ReadAhead<>("read-part", each -> transformed(quarantine, each));
        Trailing<Answered> comparison =
            new Trailing<>("compare", answered -> compare(readBack, answered));
        Trailing<List<RoutedRecord>> reading =
            new Trailing<>(
                "read-back", written -> comparison.accept(ask(readBack, quarantine, written)))) {
      BatchWriter writer =
          new BatchWriter(
              part.target(),
              info,
              fence,
              part.attempt(),
              (culprit, reason) -> quarantine.add(culprit.original(), reason),
              lane,
              requests);
      write(batches, writer, fence, reading);
      // The turn is over: the next part is being written meanwhile.
      comparison.finish();
      fence.check();
      quarantine.publish();
      return part.acknowledge(info, readBack, quarantine.records(), writer);
    }
  }

  private PartQuarantine quarantine() {
    QuarantineBudget budget = part.budget();
    return new PartQuarantine(
        part.quarantine(),
        part.stored().name(),
        budget.allowed() - budget.usedBesides(part.collection(), part.part()),
        budget.allowed());
  }

  /** Passes on what can be migrated, in batches of the size the target takes well. */
  private void transformed(PartQuarantine quarantine, Consumer<List<RoutedRecord>> each) {
    OptionalInt planned = part.run().plan().importing().batchSize().records();
    RequestSize size = new RequestSize(part.target().limits());
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            () ->
                Math.min(
                    planned.orElseGet(() -> lane.batchSize(part.file().records())),
                    part.target().mostWritten()),
            PartContext.BODY_BUDGET,
            record -> size.of(record.migrated()),
            each);
    part.forEachRecord(
        original -> {
          Outcome outcome = part.route(original);
          if (outcome instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          } else if (outcome instanceof Outcome.Unmigratable unmigratable) {
            quarantine.add(original, unmigratable.reason());
          }
        });
    batches.flush();
  }

  // Waiting for a turn comes after reading the first batch, so that it is used at once.
  @SuppressWarnings("try") // the turn is held while it is open
  private void write(
      ReadAhead<List<RoutedRecord>> batches,
      BatchWriter writer,
      Fence fence,
      Trailing<List<RoutedRecord>> reading) {
    // Whoever held the part before may have written some of it, and a copy of the source has all.
    boolean perhapsThere =
        fence.hadPredecessor() || InPlaceNote.of(part.run().folder()).isPresent();
    Consumer<List<RoutedRecord>> writing = perhapsThere ? writer::complete : writer::write;
    part.attempt().progress(0, part.file().records());
    Optional<List<RoutedRecord>> batch = batches.next();
    try (Lane.Turn turn =
        lane.take(
            new Position(part.collection(), part.part()),
            part.run().plan().importing().inFlight(),
            part.attempt())) {
      long done = 0;
      for (; batch.isPresent(); batch = batches.next()) {
        writing.accept(batch.get());
        reading.accept(batch.get());
        done += batch.get().size();
        part.attempt().progress(done, part.file().records());
      }
      reading.finish();
    }
  }

  private Answered ask(ReadBack readBack, PartQuarantine quarantine, List<RoutedRecord> written) {
    List<RoutedRecord> there =
        written.stream().filter(record -> !quarantine.holds(record.original().id())).toList();
    return new Answered(there, readBack.ask(there));
  }

  private void compare(ReadBack readBack, Answered answered) {
    try {
      readBack.count(answered.records(), answered.answer());
    } catch (ChromaException nonsense) {
      readBack.count(answered.records(), readBack.ask(answered.records()));
    }
  }
}
