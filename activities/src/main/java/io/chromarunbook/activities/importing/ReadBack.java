package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.UnreadRecords;
import java.util.ArrayList;
import java.util.List;

/** Asks the target for what was written and counts what is there. */
final class ReadBack {

  private final ChromaServer target;
  private final CollectionInfo collection;
  private final OneAtATime requests;
  private final RecordComparison comparison;
  private long equal;
  private long byTolerance;
  private long different;
  private long missing;

  /** Of a collection nobody else asks for meanwhile. */
  ReadBack(ChromaServer target, CollectionInfo collection) {
    this(target, collection, new OneAtATime());
  }

  ReadBack(ChromaServer target, CollectionInfo collection, OneAtATime requests) {
    this.target = target;
    this.collection = collection;
    this.requests = requests;
    this.comparison = new RecordComparison(collection.distance());
  }

  /** Compares some records with the target's and counts how each ended up. */
  void count(List<RoutedRecord> records) {
    count(records, ask(records));
  }

  /** The same with what the target has answered to {@link #ask}. */
  void count(List<RoutedRecord> records, UnreadRecords answer) {
    RecordsById found = RecordsById.of(answer);
    for (RoutedRecord record : records) {
      ChromaRecord there = found.get(record.migrated().id());
      if (there == null) {
        missing++;
        continue;
      }
      Comparison result = comparison.compare(record.migrated(), there);
      if (result instanceof Comparison.Different) {
        different++;
        continue;
      }
      equal++;
      if (result instanceof Comparison.EqualByTolerance) {
        byTolerance++;
      }
    }
  }

  /**
   * What is still to be done for some records.
   *
   * @param records missing at the target or different there
   * @param stale ids of those that are there
   */
  record Open(List<RoutedRecord> records, List<String> stale) {}

  /** Compares some records with the target's and counts nothing. */
  Open open(List<RoutedRecord> records) {
    RecordsById found = RecordsById.of(ask(records));
    List<RoutedRecord> open = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    for (RoutedRecord record : records) {
      ChromaRecord there = found.get(record.migrated().id());
      if (there == null) {
        open.add(record);
      } else if (comparison.compare(record.migrated(), there) instanceof Comparison.Different) {
        open.add(record);
        stale.add(there.id());
      }
    }
    return new Open(open, stale);
  }

  /** Asks for some records. */
  UnreadRecords ask(List<RoutedRecord> records) {
    List<String> ids = records.stream().map(record -> record.migrated().id()).toList();
    return requests.ask(() -> target.fetch(collection, ids));
  }

  long equal() {
    return equal;
  }

  long byTolerance() {
    return byTolerance;
  }

  long different() {
    return different;
  }

  long missing() {
    return missing;
  }

  /** All that was counted. */
  long records() {
    return equal + different + missing;
  }
}
