package io.chromarunbook.starter.planning;

import java.util.Map;

/**
 * What somebody who wants a plan drafted has decided on.
 *
 * @param values by key, like {@code timeline.maxFreeze}: texts, numbers, lists and maps
 */
public record PlanWishes(Map<String, Object> values) {

  /** Nothing yet. */
  public static final PlanWishes NONE = new PlanWishes(Map.of());

  public PlanWishes {
    values = Map.copyOf(values);
  }
}
