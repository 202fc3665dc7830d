package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.ArrayList;
import java.util.List;

/** Holds records of a snapshot against what one collection of a server has under their ids. */
final class RestoreComparison {

  private final ChromaServer server;
  private final CollectionInfo collection;
  private final RecordComparison comparison;

  RestoreComparison(ChromaServer server, CollectionInfo collection) {
    this.server = server;
    this.collection = collection;
    this.comparison = new RecordComparison(collection.distance());
  }

  /**
   * What a comparison found.
   *
   * @param unlike records the server has not, or has otherwise
   * @param what is unlike in the first of these; empty where there is none
   * @param byTolerance records that are the same only within tolerance
   */
  record Found(List<ChromaRecord> unlike, String what, long byTolerance) {}

  /** Compares these records; enough for one request. */
  Found compare(List<ChromaRecord> records) {
    RecordsById there =
        RecordsById.fetch(server, collection, records.stream().map(ChromaRecord::id).toList());
    List<ChromaRecord> unlike = new ArrayList<>();
    String what = "";
    long byTolerance = 0;
    for (ChromaRecord record : records) {
      ChromaRecord found = there.get(record.id());
      if (found == null) {
        what = unlike.isEmpty() ? "it is missing" : what;
        unlike.add(record);
        continue;
      }
      Comparison result = comparison.compare(record, found);
      if (result instanceof Comparison.Different different) {
        what = unlike.isEmpty() ? "different: " + String.join(", ", different.what()) : what;
        unlike.add(record);
      } else if (result instanceof Comparison.EqualByTolerance) {
        byTolerance++;
      }
    }
    return new Found(unlike, what, byTolerance);
  }
}
