package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The ids a server lists for a collection, held against the snapshot's. Of both sides only hashes
 * are kept, and the text of the first hundred thousand that the snapshot does not have.
 */
public final class IdListing {

  private static final int MOST_IDS = 100_000;

  private final Snapshot snapshot;
  private final int collection;
  private final IdSet seen;
  private final List<String> foreignIds = new ArrayList<>();
  private long listed;
  private long foreign;
  private long repeated;

  private IdListing(Snapshot snapshot, int collection) {
    this.snapshot = snapshot;
    this.collection = collection;
    this.seen = new IdSet(snapshot.collection(collection).records());
  }

  /**
   * Has a server list the ids of a collection.
   *
   * @param each called with how many have been listed, after each of them
   */
  public static IdListing at(
      ChromaServer server,
      CollectionInfo info,
      Snapshot snapshot,
      int collection,
      LongConsumer each) {
    IdSet known = new IdSet(snapshot.collection(collection).records());
    snapshot.forEachId(collection, known::add);
    IdListing ids = new IdListing(snapshot, collection);
    server.ids(
        info,
        id -> {
          ids.look(id, known);
          each.accept(ids.listed);
        });
    return ids;
  }

  private void look(String id, IdSet known) {
    listed++;
    if (!seen.add(id)) {
      repeated++;
    } else if (!known.contains(id)) {
      foreign++;
      if (foreignIds.size() < MOST_IDS) {
        foreignIds.add(id);
      }
    }
  }

  /** How many the server listed. */
  public long listed() {
    return listed;
  }

  /** Of these, how many the snapshot does not have. */
  public long foreign() {
    return foreign;
  }

  /** Of those listed, how many came a second time. */
  public long repeated() {
    return repeated;
  }

  /** The first hundred thousand that the snapshot does not have. */
  public List<String> foreignIds() {
    return List.copyOf(foreignIds);
  }

  /** How many of the snapshot's the server did not list. */
  public long missing() {
    return snapshot.collection(collection).records() - (listed - repeated - foreign);
  }

  /** Passes on each id of the snapshot that the server did not list. */
  public void forEachMissing(Consumer<String> each) {
    snapshot.forEachId(
        collection,
        id -> {
          if (!contains(id)) {
            each.accept(id);
          }
        });
  }

  /** Whether the server listed this id. */
  public boolean contains(String id) {
    return seen.contains(id);
  }
}
