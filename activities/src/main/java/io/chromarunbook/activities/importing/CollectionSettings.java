package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.snapshot.StoredCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Metadata, distance function, index settings and configuration a collection has at the source,
 * which its target must keep. A setting the source never gave is the target's default and is not
 * compared.
 */
public final class CollectionSettings {

  private final StoredCollection stored;

  /** The settings of a collection of the snapshot. */
  public CollectionSettings(StoredCollection stored) {
    this.stored = stored;
  }

  /** How the collection is to be created, with its owner's mark. */
  NewCollection marked(OwnerMark mark) {
    return new NewCollection(
        stored.target(),
        mark.addedTo(stored.metadata()),
        stored.distanceFunction(),
        stored.index(),
        stored.configuration());
  }

  /** What the target did not keep, a phrase each; empty where it kept everything. */
  public List<String> lostAt(CollectionInfo target) {
    List<String> lost = new ArrayList<>();
    if (target.distance() != stored.distanceFunction()) {
      lost.add(
          "distance function "
              + stored.distance()
              + ", but the target has "
              + target.distance().chromaName());
    }
    IndexSettings wanted = stored.index();
    IndexSettings found = target.index();
    addLost("construction_ef", wanted.constructionEf(), found.constructionEf(), lost);
    addLost("search_ef", wanted.searchEf(), found.searchEf(), lost);
    addLost("max_neighbors", wanted.maxNeighbours(), found.maxNeighbours(), lost);
    lost.addAll(wanted.otherwiseIn(found));
    lost.addAll(stored.configuration().lostIn(target.configuration()));
    RecordComparison.differingKeys(
            OwnerMark.removedFrom(stored.metadata()), OwnerMark.removedFrom(target.metadata()))
        .forEach(key -> lost.add("collection metadata '" + key + "'"));
    return lost;
  }

  private static void addLost(
      String name, Optional<Integer> wanted, Optional<Integer> found, List<String> lost) {
    if (wanted.isPresent() && !wanted.equals(found)) {
      lost.add(
          name
              + " "
              + wanted.get()
              + ", but the target has "
              + found.map(Object::toString).orElse("its default"));
    }
  }
}
