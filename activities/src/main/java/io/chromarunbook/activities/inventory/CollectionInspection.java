package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.distance.IndexDistance;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.MetadataTypes;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.UnreadRecords;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at one collection of the source: its count and its first records. */
final class CollectionInspection {

  /** A collection with what is to be said of it. */
  record Looked(InventoryCollection collection, List<Finding> findings) {}

  private CollectionInspection() {}

  /**
   * Looks at one collection.
   *
   * @param planned the distance function the plan names for it
   */
  static Looked at(
      ChromaServer source, CollectionInfo info, String target, Optional<DistanceFunction> planned) {
    try {
      return look(source, info, target, planned);
    } catch (ChromaException e) {
      boolean itsOwn =
          e.kind() == ChromaException.Kind.REFUSED || e.kind() == ChromaException.Kind.NOT_FOUND;
      throw itsOwn ? unreadable(info, e) : e;
    }
  }

  // A server that makes a collection of a distance function it does not know cannot read it.
  private static ChromaException unreadable(CollectionInfo info, ChromaException e) {
    Object space = info.metadata().get("hnsw:space");
    return new ChromaException(
        e.kind(),
        "The collection '%s'%s cannot be read: %s Mend it at the source, or leave it out by collections.exclude."
            .formatted(
                info.name(),
                space == null ? "" : ", whose metadata name the distance function '" + space + "',",
                e.getMessage()),
        e);
  }

  private static Looked look(
      ChromaServer source, CollectionInfo info, String target, Optional<DistanceFunction> planned) {
    MetadataTypes types = new MetadataTypes();
    List<Long> sizes = new ArrayList<>();
    List<ChromaRecord> sample = new ArrayList<>();
    List<String> ids = source.firstIds(info, Inventory.SAMPLE);
    UnreadRecords answer = source.fetch(info, ids);
    answer.forEach(
        record -> {
          sample.add(record);
          types.add(record);
          sizes.add(RecordBytes.ofText(record));
        });
    long bytes = Math.round(sizes.stream().mapToLong(Long::longValue).average().orElse(0));
    CarriedDistance distance =
        CarriedDistance.of(info, IndexDistance.of(source, info, sample), planned);
    return new Looked(
        new InventoryCollection(
            info.measuring(distance.function()),
            target,
            source.count(info),
            types.seen(),
            bytes,
            distance.function() == info.distance() ? null : info.distance()),
        Stream.concat(distance.finding().stream(), lost(info, ids, answer.lost()).stream())
            .toList());
  }

  private static Optional<Finding> lost(
      CollectionInfo info, List<String> ids, Map<String, String> lost) {
    return lost.values().stream()
        .findFirst()
        .map(
            said ->
                new Finding(
                    "inventory.embeddings-lost",
                    Finding.Weight.WARNING,
                    "The source has lost the embeddings of %,d of the first %,d records of the collection '%s', its index is damaged (it says: %s); the dry-run counts all of them."
                        .formatted(lost.size(), ids.size(), info.name(), said)));
  }
}
