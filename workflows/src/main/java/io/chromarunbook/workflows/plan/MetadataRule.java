package io.chromarunbook.workflows.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the metadata of a collection itself change on their way; those of its records have {@link
 * TransformPlan}. The source keeps what it has.
 *
 * @param drop keys that are left out
 * @param rename key at the source to key at the target
 * @param set key at the target to its value, a text, an integer, a float or a boolean, whether the
 *     source has one or not
 */
public record MetadataRule(
    @PlanKey(means = "Keys that are left out", example = "[owner]") List<String> drop,
    @PlanKey(means = "Key at the source to key at the target", example = "{team: owner}")
        Map<String, String> rename,
    @PlanKey(
            means = "Key at the target to its value",
            takes = "keys with a text, an integer, a float, true or false",
            example = "{stage: production}")
        Map<String, Object> set) {

  /** Everything stays as it is. */
  public static final MetadataRule NONE = new MetadataRule(null, null, null);

  /** What distance an index measures by is found out by asking it, not by what metadata say. */
  private static final String SPACE = "hnsw:space";

  public MetadataRule {
    drop = drop == null ? List.of() : List.copyOf(drop);
    rename = rename == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    set = set == null ? Map.of() : widened(set);
    set.forEach(MetadataRule::refuseValue);
    rename.forEach((from, to) -> refuseKey("metadata.rename of '" + from + "' gives the key", to));
    set.keySet().forEach(key -> refuseKey("metadata.set has the key", key));
    refuseContradictions(drop, rename, set);
  }

  /** Whether it changes nothing, whatever a collection has. */
  public boolean empty() {
    return drop.isEmpty() && rename.isEmpty() && set.isEmpty();
  }

  /** The metadata that a collection with these gets at the target, its keys in the same order. */
  public Map<String, Object> appliedTo(Map<String, Object> metadata) {
    Map<String, Object> changed = new LinkedHashMap<>();
    metadata.forEach(
        (key, value) -> {
          if (!drop.contains(key)) {
            changed.put(rename.getOrDefault(key, key), value);
          }
        });
    changed.putAll(set);
    return Collections.unmodifiableMap(changed);
  }

  /** Keys of these metadata that a renamed one would overwrite. */
  public List<String> overwrittenIn(Map<String, Object> metadata) {
    List<String> overwritten = new ArrayList<>();
    rename.forEach(
        (from, to) -> {
          boolean stays = !drop.contains(to) && !rename.containsKey(to);
          if (metadata.containsKey(from) && metadata.containsKey(to) && stays) {
            overwritten.add(to);
          }
        });
    return overwritten;
  }

  /** Jackson reads a small integer as an Integer, which equals no Long. */
  private static Map<String, Object> widened(Map<String, Object> set) {
    Map<String, Object> widened = new LinkedHashMap<>();
    set.forEach(
        (key, value) -> {
          if (value instanceof Integer number) {
            widened.put(key, number.longValue());
          } else {
            widened.put(key, value);
          }
        });
    return Collections.unmodifiableMap(widened);
  }

  private static void refuseValue(String key, Object value) {
    boolean takes =
        value instanceof String
            || value instanceof Long
            || value instanceof Boolean
            || (value instanceof Double number && Double.isFinite(number));
    if (!takes) {
      throw new IllegalArgumentException(
          "metadata.set of '%s' is %s; it is a text, an integer of 64 bits, a float, true or false"
              .formatted(key, value));
    }
  }

  private static void refuseKey(String what, String key) {
    if (key == null
        || key.isEmpty()
        || key.startsWith("#")
        || key.startsWith("$")
        || key.startsWith("chroma:")
        || key.startsWith("runbook:")) {
      throw new IllegalArgumentException(
          "%s '%s', which a target refuses or we use ourselves; choose one that does not begin with '#', '$', 'chroma:' or 'runbook:'"
              .formatted(what, key));
    }
    if (key.equals(SPACE)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + SPACE
              + "'; what an index measures by is found out by asking it, and collections.distance names it where that does not tell");
    }
  }

  private static void refuseContradictions(
      List<String> drop, Map<String, String> rename, Map<String, Object> set) {
    Set<String> given = new TreeSet<>(set.keySet());
    rename.forEach(
        (from, to) -> {
          if (drop.contains(from)) {
            throw new IllegalArgumentException(
                "metadata both drops and renames the key '"
                    + from
                    + "'; a renamed key needs no drop");
          }
          if (!given.add(to)) {
            throw new IllegalArgumentException(
                "metadata gives the key '" + to + "' twice; each key has one value");
          }
        });
  }
}
