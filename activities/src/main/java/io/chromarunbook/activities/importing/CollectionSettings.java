package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.MetadataRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metadata, distance function, index settings and configuration a collection has at the source,
 * which its target must keep. A setting the source never gave is the target's default and is not
 * compared.
 */
public final class CollectionSettings {

  private final StoredCollection stored;
  private final Map<String, Object> metadata;
  private final IndexSettings index;

  /**
   * The settings of a collection of the snapshot.
   *
   * @param rule how its own metadata change on their way
   */
  public CollectionSettings(StoredCollection stored, MetadataRule rule) {
    this.stored = stored;
    this.metadata = rule.appliedTo(stored.metadata());
    this.index = stored.index().following(stored.metadata(), metadata);
  }

  /** How the collection is to be created, with its owner's mark. */
  NewCollection marked(OwnerMark mark) {
    return wanted(mark.addedTo(metadata));
  }

  /** The same without any mark. */
  public NewCollection unmarked() {
    return wanted(metadata);
  }

  private NewCollection wanted(Map<String, Object> metadata) {
    return new NewCollection(
        stored.target(), metadata, stored.distanceFunction(), index, stored.configuration());
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
    IndexSettings wanted = index;
    IndexSettings found = target.index();
    addLost("construction_ef", wanted.constructionEf(), found.constructionEf(), lost);
    addLost("search_ef", wanted.searchEf(), found.searchEf(), lost);
    addLost("max_neighbors", wanted.maxNeighbours(), found.maxNeighbours(), lost);
    lost.addAll(wanted.otherwiseIn(found));
    lost.addAll(stored.configuration().lostIn(target.configuration()));
    RecordComparison.differingKeys(
            OwnerMark.removedFrom(metadata), OwnerMark.removedFrom(target.metadata()))
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
