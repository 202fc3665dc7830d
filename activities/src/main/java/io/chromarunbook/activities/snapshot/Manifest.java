package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.RunReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot holds; written last, so that a directory with a manifest is a complete snapshot.
 *
 * @param format version of this format
 * @param migration whose snapshot this is
 * @param retainUntil not to be removed before
 * @param planDigest SHA-256 of that migration's plan, 64 hex digits
 * @param inventoryDigest SHA-256 of the frozen inventory's file, 64 hex digits
 */
public record Manifest(
    int format,
    String migration,
    Instant created,
    Instant retainUntil,
    Source source,
    String planDigest,
    String inventoryDigest,
    List<StoredCollection> collections) {

  /** The version this program writes; it reads the earlier ones too. */
  public static final int FORMAT = 2;

  /** Where the records came from. */
  public record Source(String url, String api, String version, String tenant, String database) {

    static Source of(ServerPlan plan, ServerVersion server) {
      return new Source(plan.url(), server.api(), server.version(), plan.tenant(), plan.database());
    }
  }

  public Manifest {
    collections = List.copyOf(collections);
  }

  /**
   * What a snapshot would hold whose records nobody read: as many in each collection as the
   * inventory counted, in no file. Such a manifest is never sealed.
   */
  public static Manifest unread(RunReference run, ServerPlan source, Inventory inventory) {
    List<StoredCollection> collections = new ArrayList<>();
    for (InventoryCollection collection : inventory.collections()) {
      StoredFile ids = new StoredFile("", collection.count(), 0, 0, "");
      collections.add(StoredCollection.of(collections.size(), collection, ids, List.of()));
    }
    return new Manifest(
        FORMAT,
        run.migration(),
        inventory.takenAt(),
        inventory.takenAt(),
        Source.of(source, inventory.server()),
        run.planDigest(),
        inventory.digest(),
        collections);
  }

  /** Records of all collections. */
  @JsonIgnore
  public long records() {
    return collections.stream().mapToLong(StoredCollection::records).sum();
  }

  /** Parts of all collections. */
  @JsonIgnore
  public int parts() {
    return collections.stream().mapToInt(collection -> collection.parts().size()).sum();
  }

  /** Bytes of all listed files on disk. */
  @JsonIgnore
  public long bytes() {
    return collections.stream()
        .mapToLong(
            collection ->
                collection.ids().bytes()
                    + collection.parts().stream().mapToLong(StoredFile::bytes).sum())
        .sum();
  }
}
