package io.chromarunbook.activities.comparison;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.UnreadRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A few records of a collection, matched by id and never by position. */
public final class RecordsById {

  private final Map<String, ChromaRecord> records;

  private RecordsById(Map<String, ChromaRecord> records) {
    this.records = records;
  }

  /** Fetches the records with these ids, as many as the server has. */
  public static RecordsById fetch(
      ChromaServer server, CollectionInfo collection, List<String> ids) {
    return of(server.fetch(collection, ids));
  }

  /** What a server has answered with. */
  public static RecordsById of(UnreadRecords answer) {
    Map<String, ChromaRecord> records = new HashMap<>();
    answer.forEach(record -> records.put(record.id(), record));
    return new RecordsById(records);
  }

  /** The record with this id; null where the server has none. */
  public ChromaRecord get(String id) {
    return records.get(id);
  }
}
