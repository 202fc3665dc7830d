package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.UnreadRecords;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches records of one collection by their ids, one request at a time, in batches of about 8 MB
 * and at most a thousand records, no faster than the plan allows.
 */
public final class RecordFetch {

  private static final int MOST_RECORDS = 1_000;
  private static final long MOST_BYTES = 8L << 20;
  // The inventory's sample may have been of small records only, so the first batch is modest.
  private static final int FIRST_RECORDS = 64;
  private static final int GROWTH = 4;

  private final ChromaServer server;
  private final InventoryCollection collection;
  private final Pace pace;
  private int batch;
  private Map<String, String> lost = Map.of();

  RecordFetch(ChromaServer server, InventoryCollection collection, Pace pace) {
    this.server = server;
    this.collection = collection;
    this.pace = pace;
    long expected =
        collection.bytesPerRecord() + collection.info().dimension().orElse(0) * (long) Float.BYTES;
    this.batch = Math.min(FIRST_RECORDS, fitting(expected));
  }

  /** From a collection of the plan's source, as fast as the plan allows. */
  public static RecordFetch of(
      ChromaServer server, InventoryCollection collection, ServerPlan source) {
    return new RecordFetch(server, collection, Pace.of(source));
  }

  /** How many ids the next batch should have. */
  public int nextBatch() {
    return Math.min(batch, pace.most());
  }

  /**
   * The records the server has of these, by id.
   *
   * @param stillWanted throws when nobody waits for the work any more
   */
  public Map<String, ChromaRecord> fetch(List<String> ids, Runnable stillWanted) {
    return read(ask(ids, stillWanted));
  }

  /** The first half of fetching; it may be done on another thread than all the rest. */
  UnreadRecords ask(List<String> ids, Runnable stillWanted) {
    pace.take(ids.size(), stillWanted);
    return server.fetch(collection.info(), ids);
  }

  /** The other half. */
  Map<String, ChromaRecord> read(UnreadRecords answer) {
    Map<String, ChromaRecord> found = new HashMap<>();
    answer.forEach(record -> found.put(record.id(), record));
    lost = answer.lost();
    if (!found.isEmpty()) {
      long bytes = found.values().stream().mapToLong(RecordBytes::of).sum();
      batch = Math.min(fitting(bytes / found.size()), batch * GROWTH);
    }
    return found;
  }

  /** Of the records read last, those whose embeddings the server has lost, with what it says. */
  public Map<String, String> lost() {
    return lost;
  }

  private static int fitting(long bytesPerRecord) {
    return (int) Math.max(1, Math.min(MOST_RECORDS, MOST_BYTES / Math.max(1, bytesPerRecord)));
  }
}
