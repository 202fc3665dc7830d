package io.chromarunbook.activities.validation;

/**
 * The ids of a collection as 64-bit hashes: 16 bytes an id instead of a hundred. Of ten million ids
 * a foreign one is mistaken for one of them with a chance below one in a million million.
 */
final class IdSet {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SMALLEST = 16;

  private long[] slots;
  private int size;

  /** An empty set with room for about this many ids. */
  IdSet(long expected) {
    long wanted = Math.min(Math.max(expected * 2, SMALLEST), 1 << 30);
    this.slots = new long[Integer.highestOneBit((int) wanted - 1) << 1];
  }

  /** Adds an id; false where it was there already. */
  boolean add(String id) {
    if (size >= slots.length / 4 * 3) {
      grow();
    }
    return insert(hash(id));
  }

  boolean contains(String id) {
    long hash = hash(id);
    for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
      if (slots[slot] == hash) {
        return true;
      }
    }
    return false;
  }

  private boolean insert(long hash) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = next(slot);
    }
    slots[slot] = hash;
    size++;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    size = 0;
    for (long hash : old) {
      if (hash != 0) {
        insert(hash);
      }
    }
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  // FNV-1a over the characters, then the bits mixed; 0 means an empty slot.
  private static long hash(String id) {
    long hash = FNV_OFFSET;
    for (int index = 0; index < id.length(); index++) {
      hash = (hash ^ id.charAt(index)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
