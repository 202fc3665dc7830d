package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.TreeMap;

/** Whether two outcomes are the same to an application: floats within a millionth. */
final class Sameness {
  private static final double TOLERANCE = 1e-6;

  private Sameness() {}

  /** What differs, by call: what it gave before, and after. */
  static Map<String, String> differences(Crossing crossing) {
    Map<String, String> differences = new TreeMap<>();
    crossing
        .before()
        .forEach(
            (call, outcome) -> {
              JsonNode then = crossing.after().getOrDefault(call, MissingNode.getInstance());
              if (!outcome.equals(Sameness::compare, then)) {
                differences.put(call, outcome + " → " + then);
              }
            });
    return differences;
  }

  private static int compare(JsonNode one, JsonNode other) {
    boolean floating = one.isFloatingPointNumber() || other.isFloatingPointNumber();
    if (floating && one.isNumber() && other.isNumber()) {
      return Math.abs(one.asDouble() - other.asDouble()) <= TOLERANCE ? 0 : 1;
    }
    return one.equals(other) ? 0 : 1;
  }
}
