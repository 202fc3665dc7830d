package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One collection of the source as the inventory found it.
 *
 * @param info the source's words for it
 * @param target its name at the target
 * @param count records
 * @param metadataKeys record metadata by key, each with the types seen, from the first records only
 *     (see {@link Inventory#SAMPLE}): "string", "integer", "float", "boolean", "list" or "other"
 * @param bytesPerRecord mean size of the ids, documents, uris and metadata of those records, as
 *     UTF-8; embeddings not counted
 * @param declaredDistance what the source's words say of the distance where the index measures
 *     another; null where it measures as they say
 */
public record InventoryCollection(
    CollectionInfo info,
    String target,
    long count,
    Map<String, List<String>> metadataKeys,
    long bytesPerRecord,
    @JsonInclude(JsonInclude.Include.NON_NULL) DistanceFunction declaredDistance) {

  /** One whose index measures as its words say. */
  public InventoryCollection(
      CollectionInfo info,
      String target,
      long count,
      Map<String, List<String>> metadataKeys,
      long bytesPerRecord) {
    this(info, target, count, metadataKeys, bytesPerRecord, null);
  }

  public InventoryCollection {
    // An inventory is read back from JSON, which makes small integers Integers.
    info =
        new CollectionInfo(
            info.id(),
            info.name(),
            Metadata.widened(info.metadata()),
            info.distance(),
            info.index(),
            info.dimension(),
            info.configuration());
    TreeMap<String, List<String>> sorted = new TreeMap<>();
    metadataKeys.forEach((key, types) -> sorted.put(key, types.stream().sorted().toList()));
    metadataKeys = Collections.unmodifiableMap(sorted);
  }

  /** About what it takes on disk at most: embeddings whole, the rest as it is. */
  public long bytesOnDisk() {
    return count * (info.dimension().orElse(0) * (long) Float.BYTES + bytesPerRecord);
  }
}
