package io.chromarunbook.activities.restore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says in a collection's metadata that it is being restored, and from which snapshot. Removed when
 * all collections are there and equal.
 *
 * @param snapshot the manifest's SHA-256
 */
record RestoreMark(String snapshot) {

  private static final String KEY = "runbook:restore";

  /** The metadata with this mark. */
  Map<String, Object> addedTo(Map<String, Object> metadata) {
    Map<String, Object> marked = new LinkedHashMap<>(metadata);
    marked.put(KEY, snapshot);
    return Collections.unmodifiableMap(marked);
  }

  /** Whether the metadata bears this mark. */
  boolean isOn(Map<String, Object> metadata) {
    return snapshot.equals(metadata.get(KEY));
  }

  /** The metadata without any such mark. */
  static Map<String, Object> removedFrom(Map<String, Object> metadata) {
    Map<String, Object> own = new LinkedHashMap<>(metadata);
    own.remove(KEY);
    return Collections.unmodifiableMap(own);
  }
}
