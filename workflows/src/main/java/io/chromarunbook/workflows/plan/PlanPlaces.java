package io.chromarunbook.workflows.plan;

import java.util.HashMap;
import java.util.Map;

/** Where the values of a plan stand in its file. */
public final class PlanPlaces {

  private final Map<String, Spot> spots = new HashMap<>();

  PlanPlaces() {}

  void put(String key, Spot spot) {
    spots.putIfAbsent(key, spot);
  }

  /** Where a key's value stands, or that of the nearest key above it; null where none is there. */
  public Spot of(String key) {
    for (String at = key; !at.isEmpty(); at = above(at)) {
      Spot spot = spots.get(at);
      if (spot != null) {
        return spot;
      }
    }
    return null;
  }

  private static String above(String key) {
    int end = Math.max(key.lastIndexOf('.'), key.lastIndexOf('['));
    return key.substring(0, Math.max(end, 0));
  }
}
