package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord;
import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Halving;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes to the source, reads back and compares. A server merges what it is given into what it has,
 * so keys that are to go are written as null. A document, a uri or an embedding does not go that
 * way, not on all releases: such a record is deleted and written anew, after the server has shown
 * that it takes it.
 */
final class Writer implements Hand {

  private final SourceReads source;
  private final SourceWrites writes;
  private final ReplacedRecords replaced;

  Writer(SourceReads source, SourceWrites writes, ReplacedRecords replaced) {
    this.source = source;
    this.writes = writes;
    this.replaced = replaced;
  }

  @Override
  public List<PutBackLine> take(CollectionInfo collection, List<Assessed> records) {
    Map<String, String> refused = upsert(collection, records);
    replace(collection, records, refused);
    delete(collection, records);
    return readBack(collection, records, refused);
  }

  /** Writes all there is to write; answers with the reason for each id the server refuses. */
  private Map<String, String> upsert(CollectionInfo collection, List<Assessed> records) {
    List<Assessment.Write> wanted =
        records.stream()
            .map(Assessed::assessment)
            .filter(Assessment.Write.class::isInstance)
            .map(Assessment.Write.class::cast)
            .toList();
    Map<String, String> refused = new HashMap<>();
    if (!wanted.isEmpty()) {
      Halving.send(
          wanted,
          some -> writes.upsert(collection, some.stream().map(Writer::merging).toList()),
          (culprit, refusal) -> refused.put(culprit.record().id(), refusal.getMessage()));
    }
    return refused;
  }

  /** The record as a server has to be given it, to have it as it is. */
  private static ChromaRecord merging(Assessment.Write write) {
    if (write.present() == null) {
      return write.record();
    }
    Map<String, Object> metadata = new LinkedHashMap<>(write.record().metadata());
    write.present().metadata().keySet().forEach(key -> metadata.putIfAbsent(key, null));
    return new ChromaRecord(
        write.record().id(),
        write.record().document(),
        write.record().uri(),
        metadata,
        write.record().embedding());
  }

  private void replace(
      CollectionInfo collection, List<Assessed> records, Map<String, String> refused) {
    Map<String, Assessment.Write> wanted = new LinkedHashMap<>();
    for (Assessed assessed : records) {
      if (assessed.assessment() instanceof Assessment.Write write
          && losesMore(write)
          && !refused.containsKey(write.record().id())) {
        wanted.put(write.record().id(), write);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    List<String> ids = List.copyOf(wanted.keySet());
    replaced.begin(collection.name(), ids);
    writes.delete(collection, ids);
    Halving.send(
        List.copyOf(wanted.values()),
        some -> writes.upsert(collection, some.stream().map(Assessment.Write::record).toList()),
        (culprit, refusal) -> {
          // It took the same record a moment ago; whatever the matter is, nothing is to be lost.
          writes.upsert(collection, List.of(culprit.present()));
          refused.put(culprit.record().id(), refusal.getMessage());
        });
  }

  private static boolean losesMore(Assessment.Write write) {
    ChromaRecord present = write.present();
    ChromaRecord record = write.record();
    return present != null
        && ((record.document() == null && present.document() != null)
            || (record.uri() == null && present.uri() != null)
            || (record.embedding() == null && present.embedding() != null));
  }

  private void delete(CollectionInfo collection, List<Assessed> records) {
    List<String> ids =
        records.stream()
            .filter(assessed -> assessed.assessment() instanceof Assessment.Delete)
            .map(assessed -> assessed.left().id())
            .toList();
    if (!ids.isEmpty()) {
      writes.delete(collection, ids);
    }
  }

  private List<PutBackLine> readBack(
      CollectionInfo collection, List<Assessed> records, Map<String, String> refused) {
    List<String> ids =
        records.stream()
            .filter(
                assessed ->
                    assessed.assessment() instanceof Assessment.Write
                        || assessed.assessment() instanceof Assessment.Delete)
            .map(assessed -> assessed.left().id())
            .toList();
    RecordsById there = source.records(collection, ids);
    RecordComparison comparison = new RecordComparison(collection.distance());
    List<PutBackLine> lines = new ArrayList<>();
    for (Assessed assessed : records) {
      LeftBehindRecord left = assessed.left();
      if (assessed.assessment() instanceof Assessment.Write write) {
        lines.add(
            refused.containsKey(left.id())
                ? PutBackLine.of(left, Outcome.REFUSED, refused.get(left.id()))
                : written(left, comparison, write.record(), there.get(left.id())));
      } else if (assessed.assessment() instanceof Assessment.Delete) {
        lines.add(
            there.get(left.id()) == null
                ? PutBackLine.of(left, Outcome.DELETED, "")
                : PutBackLine.of(
                    left, Outcome.UNLIKE, "it was deleted, and is still or again there"));
      } else {
        lines.add(Onlooker.line(assessed));
      }
    }
    replaced.end(collection.name(), ids.stream().filter(id -> there.get(id) != null).toList());
    return lines;
  }

  private static PutBackLine written(
      LeftBehindRecord left, RecordComparison comparison, ChromaRecord wanted, ChromaRecord found) {
    if (found == null) {
      return PutBackLine.of(left, Outcome.UNLIKE, "it was written, and is not there");
    }
    return comparison.compare(wanted, found) instanceof Comparison.Different different
        ? PutBackLine.of(
            left,
            Outcome.UNLIKE,
            "it was written, and reads back different in " + String.join(", ", different.what()))
        : PutBackLine.of(left, Outcome.WRITTEN, "");
  }
}
