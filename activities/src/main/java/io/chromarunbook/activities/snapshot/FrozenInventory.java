package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.OpenRun;
import java.nio.file.Path;

/**
 * The inventory that counts, with the digest of its file: another freeze makes another file, even
 * where equal things were found, and what was exported before it no longer counts.
 *
 * @param digest SHA-256, 64 hex digits
 */
record FrozenInventory(Inventory content, String digest) {

  static FrozenInventory of(OpenRun run) {
    Path file = run.folder().frozenInventory();
    return new FrozenInventory(Inventory.read(file), FileDigest.of(file));
  }

  /** Records of the collections before this one. */
  long before(int collection) {
    return content.collections().subList(0, collection).stream()
        .mapToLong(InventoryCollection::count)
        .sum();
  }

  /** About what the collections from this one on take on disk. */
  long bytesFrom(int collection) {
    return content.collections().subList(collection, content.collections().size()).stream()
        .mapToLong(InventoryCollection::bytesOnDisk)
        .sum();
  }
}
