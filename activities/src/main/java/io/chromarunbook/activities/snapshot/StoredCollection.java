package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection of a snapshot: all that is needed to make it anew.
 *
 * @param number of its folder, from 1; its index in positions and receipts is one less
 * @param name at the source
 * @param target its name at the target
 * @param metadata as the source has it, {@code hnsw:*} keys included
 * @param distance "l2", "ip" or "cosine"
 * @param index settings the source was given; empty where it runs on defaults
 * @param dimension empty where it has no embedding
 * @param ids every id, one JSON string a line, in the order of the records in the parts
 * @param parts in order
 * @param configuration what a 1.x source keeps beside; none of any other, and none in snapshots of
 *     format 1
 * @param declaredDistance what the source's words say of the distance where the index measures
 *     another; null where it measures as they say, and in snapshots of format 1
 */
public record StoredCollection(
    int number,
    String name,
    String target,
    Map<String, Object> metadata,
    String distance,
    IndexSettings index,
    Optional<Integer> dimension,
    long records,
    StoredFile ids,
    List<StoredFile> parts,
    CollectionConfiguration configuration,
    @JsonInclude(JsonInclude.Include.NON_NULL) String declaredDistance) {

  public StoredCollection {
    configuration = configuration == null ? CollectionConfiguration.NONE : configuration;
    metadata = Metadata.widened(metadata);
    parts = List.copyOf(parts);
  }

  /**
   * A collection of the inventory with the files that hold it.
   *
   * @param index its number from 0
   */
  static StoredCollection of(
      int index, InventoryCollection collection, StoredFile ids, List<StoredFile> parts) {
    return new StoredCollection(
        index + 1,
        collection.info().name(),
        collection.target(),
        collection.info().metadata(),
        collection.info().distance().chromaName(),
        collection.info().index(),
        collection.info().dimension(),
        ids.records(),
        ids,
        parts,
        collection.info().configuration(),
        collection.declaredDistance() == null ? null : collection.declaredDistance().chromaName());
  }

  /** The distance function as the port names it. */
  public DistanceFunction distanceFunction() {
    return DistanceFunction.named(distance);
  }
}
