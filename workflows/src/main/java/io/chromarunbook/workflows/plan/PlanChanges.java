package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which keys a plan differs from another, each written like {@code
 * transform.fields.lang.default}.
 *
 * @param keys all of them, in order
 */
public record PlanChanges(List<String> keys) {

  /**
   * What may be amended while a run is under way: how records change, and how much may go wrong.
   */
  private static final Set<String> AMENDABLE =
      Set.of(
          "transform",
          "quarantine",
          "validation.passRate",
          "validation.maxLost",
          "validation.maxMissingEmbeddings",
          "validation.maxUnexplained",
          "validation.maxRecallDrop",
          "validation.minRecall");

  public PlanChanges {
    keys = List.copyOf(keys);
  }

  /** What a later plan has otherwise than an earlier one. */
  public static PlanChanges between(Plan earlier, Plan later) {
    List<String> keys = new ArrayList<>();
    compare("", Json.MAPPER.valueToTree(earlier), Json.MAPPER.valueToTree(later), keys);
    return new PlanChanges(keys);
  }

  /** Those of the keys that are settled once a run has started. */
  public List<String> settled() {
    return keys.stream().filter(key -> !amendable(key)).toList();
  }

  private static boolean amendable(String key) {
    return AMENDABLE.stream().anyMatch(part -> key.equals(part) || key.startsWith(part + "."));
  }

  private static void compare(String path, JsonNode earlier, JsonNode later, List<String> keys) {
    if (earlier.equals(later)) {
      return;
    }
    if (!earlier.isObject() || !later.isObject()) {
      keys.add(path);
      return;
    }
    Set<String> names = new TreeSet<>();
    addNames(earlier, names);
    addNames(later, names);
    for (String name : names) {
      String below = path.isEmpty() ? name : path + "." + name;
      compare(below, earlier.path(name), later.path(name), keys);
    }
  }

  private static void addNames(JsonNode object, Set<String> names) {
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
  }
}
