package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.OpenRun;

/**
 * The inventory that counts, with its digest.
 *
 * @param digest SHA-256, 64 hex digits
 */
record FrozenInventory(Inventory content, String digest) {

  static FrozenInventory of(OpenRun run) {
    Inventory content = Inventory.read(run.folder().frozenInventory());
    return new FrozenInventory(content, content.digest());
  }

  /** Records of the collections before this one. */
  long before(int collection) {
    return content.collections().subList(0, collection).stream()
        .mapToLong(InventoryCollection::count)
        .sum();
  }
}
