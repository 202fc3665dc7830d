package io.chromarunbook.activities.standing;

import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.validation.IdListing;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One collection of the source, held against what was frozen and exported of it. */
final class CollectionLook {

  /**
   * What is not as it was.
   *
   * @param what for the inside of a sentence
   * @param idsNamed how many ids it names
   */
  record Difference(String what, int idsNamed) {}

  private final Snapshot snapshot;
  private final int index;
  private final InventoryCollection frozen;

  /**
   * Looks at a collection.
   *
   * @param index its number in inventory and snapshot, from 0
   */
  CollectionLook(Snapshot snapshot, int index, InventoryCollection frozen) {
    this.snapshot = snapshot;
    this.index = index;
    this.frozen = frozen;
  }

  /**
   * What is not as it was; empty where nothing is.
   *
   * @param idsNamed how many ids to name at most
   * @param listed called with how many ids the server has listed, again and again
   */
  Optional<Difference> difference(ChromaServer server, int idsNamed, LongConsumer listed) {
    String name = "'" + Examples.shown(frozen.info().name()) + "'";
    Optional<CollectionInfo> found = server.collection(frozen.info().name());
    if (found.isEmpty()) {
      return Optional.of(new Difference(name + " is gone", 0));
    }
    if (!found.get().id().equals(frozen.info().id())) {
      return Optional.of(new Difference(name + " is another collection of the same name", 0));
    }
    List<String> what = new ArrayList<>();
    long records = snapshot.collection(index).records();
    long count = server.count(found.get());
    if (count != records) {
      what.add("has %,d records instead of %,d".formatted(count, records));
    }
    IdListing ids = IdListing.at(server, found.get(), snapshot, index, listed);
    Examples foreign = new Examples(idsNamed);
    ids.foreignIds().forEach(foreign::add);
    if (ids.foreign() > 0) {
      what.add("has %,d new ids (%s)".formatted(ids.foreign(), foreign));
    }
    Examples missing = new Examples(idsNamed - foreign.kept());
    if (ids.missing() > 0) {
      ids.forEachMissing(missing::add);
      what.add("lacks %,d ids (%s)".formatted(ids.missing(), missing));
    }
    if (ids.repeated() > 0) {
      what.add("lists %,d ids twice".formatted(ids.repeated()));
    }
    return what.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Difference(name + " " + String.join(", ", what), foreign.kept() + missing.kept()));
  }
}
