package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.DescribedKey;
import io.chromarunbook.workflows.plan.PlanKeys;
import io.chromarunbook.workflows.text.YamlLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes every key of a plan, below a comment that says what it means: with the value that is known
 * of it, or its default. One that has neither is commented out, and shows an example.
 */
final class DraftedKeys {

  private static final int WIDTH = 80;
  private static final String STEP = "  ";

  private final Map<String, Object> known;
  private final Map<String, List<String>> remarks;
  private final Map<String, List<String>> proposals;
  private final Map<Class<?>, String> explained = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * Will write keys.
   *
   * @param known values by the path of their keys: texts, numbers, lists and maps
   * @param remarks lines to be read before a key, by its path
   * @param proposals values in lines, for keys that nobody has decided on, by their paths
   */
  DraftedKeys(
      Map<String, Object> known,
      Map<String, List<String>> remarks,
      Map<String, List<String>> proposals) {
    this.known = known;
    this.remarks = remarks;
    this.proposals = proposals;
  }

  /** All keys, an empty line between those at the top. */
  List<String> lines() {
    for (DescribedKey key : PlanKeys.all()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      write(key, "");
    }
    return List.copyOf(lines);
  }

  private void write(DescribedKey key, String indent) {
    boolean nested = !key.below().isEmpty() && !key.ofEntries() && key.unset().isEmpty();
    comment(indent, meaning(key));
    if (!nested) {
      explain(key, indent, "");
    }
    remarks.getOrDefault(key.path(), List.of()).forEach(line -> lines.add(indent + "# " + line));
    if (nested) {
      lines.add(indent + key.name() + ":");
      key.below().forEach(below -> write(below, indent + STEP));
    } else if (known.containsKey(key.path())) {
      value(key.name(), known.get(key.path()), indent);
    } else if (proposals.containsKey(key.path())) {
      lines.add(indent + "# " + key.name() + ":");
      proposals.get(key.path()).forEach(line -> lines.add(indent + "# " + STEP + line));
    } else if (key.standard().isPresent()) {
      if (!key.example().isEmpty()) {
        comment(indent, "Like " + key.example());
      }
      lines.add(indent + key.name() + ": " + key.standard().orElseThrow());
    } else {
      lines.add(indent + "# " + key.name() + ": " + key.example());
    }
  }

  private static String meaning(DescribedKey key) {
    return key.means()
        + (key.choice().isEmpty() ? "" : " (" + key.choice() + ")")
        + (key.unset().isEmpty() ? "." : ". Left out: " + key.unset() + ".");
  }

  /** What an entry has, once for all places that take the same. */
  private void explain(DescribedKey key, String indent, String deeper) {
    if (key.below().isEmpty()) {
      return;
    }
    String before = explained.putIfAbsent(key.shape(), key.path());
    if (before != null) {
      comment(
          indent,
          (key.ofEntries() ? "Each has" : "It has") + " the keys of " + before + ", see above.",
          deeper);
      return;
    }
    comment(indent, (key.ofEntries() ? "Each" : "It") + " has these keys:", deeper);
    for (DescribedKey below : key.below()) {
      String standard = below.standard().map(value -> " Left out: " + value + ".").orElse("");
      comment(indent, below.name() + ": " + meaning(below) + standard, deeper + STEP);
      explain(below, indent, deeper + STEP + STEP);
    }
  }

  private void value(String name, Object value, String indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      lines.add(indent + name + ":");
      map.forEach(
          (entry, each) ->
              lines.add(indent + STEP + YamlLine.of(entry.toString()) + ": " + YamlLine.of(each)));
    } else {
      lines.add(indent + name + ": " + YamlLine.of(value));
    }
  }

  private void comment(String indent, String text) {
    comment(indent, text, "");
  }

  private void comment(String indent, String text, String deeper) {
    String first = indent + "# " + deeper;
    boolean begun = false;
    for (String line : WrappedText.of(first, text, WIDTH)) {
      lines.add(begun ? first + STEP + line.strip() : line);
      begun = true;
    }
  }
}
