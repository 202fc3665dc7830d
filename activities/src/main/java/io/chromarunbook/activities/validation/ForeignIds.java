package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;

/**
 * The ids a server lists for a collection and the snapshot does not have.
 *
 * @param listed ids the server listed
 * @param foreign of those, how many the snapshot does not have
 * @param repeated of those listed, how many came a second time
 * @param ids the first hundred thousand of the foreign ones
 */
record ForeignIds(int collection, long listed, long foreign, long repeated, List<String> ids) {

  private static final int BEAT_EVERY = 1 << 16;

  ForeignIds {
    ids = List.copyOf(ids);
  }

  /** Has a server list all ids of a collection. */
  static IdListing list(
      ChromaServer server,
      CollectionInfo info,
      Snapshot snapshot,
      int collection,
      Attempt attempt) {
    return IdListing.at(
        server,
        info,
        snapshot,
        collection,
        listed -> {
          if (listed % BEAT_EVERY == 0) {
            attempt.throwIfCancelled();
          }
        });
  }

  /** What a server listed that the snapshot does not have. */
  static ForeignIds of(int collection, IdListing ids) {
    return new ForeignIds(
        collection, ids.listed(), ids.foreign(), ids.repeated(), ids.foreignIds());
  }
}
