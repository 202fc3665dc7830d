package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.pipeline.Stage;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.UnreadRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * A collection's records in the order of its file of ids. While a batch is taken apart and written,
 * the server is asked for the next one, even where that belongs to the next part: one request at a
 * time, and no pause in between.
 */
final class BatchesAhead implements AutoCloseable {

  /**
   * Some records.
   *
   * @param ids in order; none after the last record
   * @param found what the server has of them
   * @param lost what it says of embeddings it has lost, by the record's id
   * @param nextId where the ids go on, in bytes
   */
  record Batch(
      List<String> ids, Map<String, ChromaRecord> found, Map<String, String> lost, long nextId) {}

  private record Asked(long firstId, List<String> ids, long nextId, Future<UnreadRecords> answer) {}

  private final Path file;
  private final RecordFetch fetch;
  private final Attempt attempt;
  private final PartSize partSize;
  private final Stage asking = new Stage("ask-source");
  private IdsReader reader;
  private Asked ahead;

  /** Of a file of ids that need not be there yet. */
  BatchesAhead(Path file, RecordFetch fetch, Attempt attempt, PartSize partSize) {
    this.file = file;
    this.fetch = fetch;
    this.attempt = attempt;
    this.partSize = partSize;
  }

  /**
   * The batch that begins at this byte of the file.
   *
   * @param left how many records the part may still take
   */
  Batch at(long firstId, long left) {
    Asked asked = ahead != null && ahead.firstId() == firstId ? ahead : ask(firstId, left);
    ahead = null;
    // One record at a time is asked for where few of them fit into memory.
    if (fetch.nextBatch() > 1 && !asked.ids().isEmpty()) {
      long leftAfter = left - asked.ids().size();
      ahead = ask(asked.nextId(), leftAfter > 0 ? leftAfter : partSize.records());
    }
    Map<String, ChromaRecord> found = fetch.read(Stage.result(asked.answer()));
    return new Batch(asked.ids(), found, fetch.lost(), asked.nextId());
  }

  private Asked ask(long firstId, long most) {
    if (reader == null || reader.position() != firstId) {
      closeReader();
      reader = new IdsReader(file, firstId);
    }
    List<String> ids = reader.next((int) Math.min(most, fetch.nextBatch()));
    return new Asked(
        firstId,
        ids,
        reader.position(),
        asking.then(() -> ids.isEmpty() ? each -> {} : fetch.ask(ids, attempt::throwIfCancelled)));
  }

  private void closeReader() {
    if (reader != null) {
      reader.close();
    }
  }

  @Override
  public void close() {
    asking.close();
    closeReader();
  }
}
