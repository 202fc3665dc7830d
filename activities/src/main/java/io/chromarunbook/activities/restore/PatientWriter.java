package io.chromarunbook.activities.restore;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Halving;
import io.chromarunbook.chroma.WritableServer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Upserts records into one collection. What is too large is split, what a server refuses is
 * narrowed down to the one record, and a server that does not answer is asked again for about a
 * minute: writing the same record twice changes nothing.
 */
final class PatientWriter {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_PAUSES = 6;

  private final WritableServer server;
  private final CollectionInfo collection;
  private final Rest rest;
  private final BiConsumer<ChromaRecord, ChromaException> culprits;

  /** What is done between two tries. */
  @FunctionalInterface
  interface Rest {

    /**
     * Waits for so long.
     *
     * @return whether to try again
     */
    boolean take(Duration pause);
  }

  /**
   * Writes into a collection.
   *
   * @param rest may throw where nobody wants the work any more
   * @param culprits takes each record the server will never take, with its refusal; may throw
   */
  PatientWriter(
      WritableServer server,
      CollectionInfo collection,
      Rest rest,
      BiConsumer<ChromaRecord, ChromaException> culprits) {
    this.server = server;
    this.collection = collection;
    this.rest = rest;
    this.culprits = culprits;
  }

  /** Writes these records, all that the server takes. */
  void write(List<ChromaRecord> records) {
    if (!records.isEmpty()) {
      Halving.send(records, this::upsert, culprits);
    }
  }

  private void upsert(List<ChromaRecord> records) {
    Duration pause = FIRST_PAUSE;
    for (int pauses = 0; ; pauses++) {
      try {
        server.upsert(collection, records);
        return;
      } catch (ChromaException e) {
        if (!e.kind().transientFault() || pauses == MOST_PAUSES) {
          throw e;
        }
        Duration asked = e.retryAfter().orElse(pause);
        if (!rest.take(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked)) {
          throw e;
        }
        pause = pause.multipliedBy(2);
      }
    }
  }
}
