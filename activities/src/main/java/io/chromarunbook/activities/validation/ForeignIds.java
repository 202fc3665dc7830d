package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.Snapshot;
import java.util.ArrayList;
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

  private static final int MOST_IDS = 100_000;
  private static final int BEAT_EVERY = 1 << 16;

  ForeignIds {
    ids = List.copyOf(ids);
  }

  /** Compares all ids of a server's collection with the snapshot's. */
  static ForeignIds at(
      ChromaServer server,
      CollectionInfo info,
      Snapshot snapshot,
      int collection,
      Attempt attempt) {
    IdSet known = new IdSet(snapshot.collection(collection).records());
    snapshot.forEachId(collection, known::add);
    IdSet seen = new IdSet(snapshot.collection(collection).records());
    List<String> ids = new ArrayList<>();
    long[] counts = new long[3];
    server.ids(
        info,
        id -> {
          if (++counts[0] % BEAT_EVERY == 0) {
            attempt.goOn();
          }
          if (!seen.add(id)) {
            counts[2]++;
          } else if (!known.contains(id)) {
            counts[1]++;
            if (ids.size() < MOST_IDS) {
              ids.add(id);
            }
          }
        });
    return new ForeignIds(collection, counts[0], counts[1], counts[2], ids);
  }
}
