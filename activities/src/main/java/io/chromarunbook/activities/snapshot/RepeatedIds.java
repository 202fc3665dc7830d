package io.chromarunbook.activities.snapshot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts repeated ids of a file exactly, holding eight bytes an id and not the ids: equal hashes
 * only point at candidates, which a second reading compares as text.
 */
final class RepeatedIds {

  private long[] hashes = new long[1_024];
  private int count;

  void add(String id) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count + (count >> 1));
    }
    hashes[count++] = hash(id);
  }

  /** How many lines of the file, which holds the ids added, repeat an earlier one. */
  long in(Path file) {
    Set<Long> suspects = suspects();
    if (suspects.isEmpty()) {
      return 0;
    }
    long repeated = 0;
    Set<String> seen = new HashSet<>();
    try (IdsReader ids = new IdsReader(file, 0)) {
      for (String id = ids.next(); id != null; id = ids.next()) {
        if (suspects.contains(hash(id)) && !seen.add(id)) {
          repeated++;
        }
      }
    }
    return repeated;
  }

  private Set<Long> suspects() {
    Arrays.sort(hashes, 0, count);
    Set<Long> suspects = new HashSet<>();
    for (int index = 1; index < count; index++) {
      if (hashes[index] == hashes[index - 1]) {
        suspects.add(hashes[index]);
      }
    }
    return suspects;
  }

  // FNV-1a over the characters, then mixed: String.hashCode has far too few values.
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int index = 0; index < id.length(); index++) {
      hash = (hash ^ id.charAt(index)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash * 0x9e3779b97f4a7c15L;
  }
}
