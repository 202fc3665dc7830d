package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.plan.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The selected collections of the source, sorted by name: a collection's place here is its number
 * in positions, folders and receipts.
 *
 * @param server API and version of the source
 */
public record Inventory(
    Instant takenAt, ServerVersion server, List<InventoryCollection> collections) {

  /** How many records of each collection are looked at for keys, types and sizes. */
  public static final int SAMPLE = 100;

  public Inventory {
    collections =
        collections.stream()
            .sorted(Comparator.comparing((InventoryCollection each) -> each.info().name()))
            .toList();
  }

  /**
   * The inventory in a file.
   *
   * @throws java.io.UncheckedIOException where there is none
   */
  public static Inventory read(Path file) {
    return DurableFile.readJson(file, Inventory.class);
  }

  /**
   * SHA-256 of what was found, as 64 hex digits. When it was found is left out, so that taking an
   * equal inventory again keeps the evidence as it was.
   */
  @JsonIgnore
  public String digest() {
    return Json.digest(List.of(server, collections));
  }

  /** Records of all collections. */
  @JsonIgnore
  public long records() {
    return collections.stream().mapToLong(InventoryCollection::count).sum();
  }
}
