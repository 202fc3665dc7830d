package io.chromarunbook.activities.transform;

import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A rule as a line below {@code fields} in a plan's YAML. */
final class RuleLine {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Set<String> NOT_PLAIN =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private RuleLine() {}

  /** The line of this rule. */
  static String of(String name, FieldRule rule) {
    List<String> parts = new ArrayList<>();
    if (rule.dropped()) {
      parts.add("drop: true");
    } else {
      parts.add("type: " + rule.type().label());
    }
    if (rule.from() != null) {
      parts.add("from: " + scalar(rule.from()));
    }
    if (rule.required()) {
      parts.add("required: true");
    }
    if (rule.defaultValue() != null) {
      parts.add("default: " + scalar(rule.defaultValue()));
    }
    if (!rule.oneOf().isEmpty()) {
      parts.add(
          "oneOf: ["
              + String.join(", ", rule.oneOf().stream().map(RuleLine::scalar).toList())
              + "]");
    }
    if (rule.onMisfit() != null) {
      parts.add("onMisfit: " + rule.onMisfit().label());
    }
    return scalar(name) + ": {" + String.join(", ", parts) + "}";
  }

  /** The line that leaves a field out. */
  static String dropping(String name) {
    return of(name, new FieldRule(null, false, null, null, null, null, true));
  }

  /** The type a value has; text for what has none. */
  static FieldType typeOf(Object value) {
    if (value instanceof Boolean) {
      return FieldType.BOOLEAN;
    }
    if (value instanceof Long || value instanceof Integer) {
      return FieldType.INTEGER;
    }
    return value instanceof Double ? FieldType.FLOAT : FieldType.STRING;
  }

  // JSON's way of writing text is one of YAML's.
  private static String scalar(Object value) {
    if (!(value instanceof String text)) {
      return String.valueOf(value);
    }
    return PLAIN.matcher(text).matches()
            && !NOT_PLAIN.contains(text.toLowerCase(java.util.Locale.ROOT))
        ? text
        : Json.canonical(text);
  }
}
