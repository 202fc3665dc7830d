package io.chromarunbook.activities.transform;

import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.text.YamlLine;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rule as a line below {@code fields} in a plan's YAML. */
final class RuleLine {

  private RuleLine() {}

  /** The line of this rule; empty where the name is longer than a line of YAML can have it. */
  static String of(String name, FieldRule rule) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (rule.dropped()) {
      parts.put("drop", true);
    } else {
      parts.put("type", rule.type().label());
    }
    if (rule.from() != null) {
      parts.put("from", rule.from());
    }
    if (rule.required()) {
      parts.put("required", true);
    }
    if (rule.defaultValue() != null) {
      parts.put("default", rule.defaultValue());
    }
    if (!rule.oneOf().isEmpty()) {
      parts.put("oneOf", rule.oneOf());
    }
    if (rule.onMisfit() != null) {
      parts.put("onMisfit", rule.onMisfit().label());
    }
    return YamlLine.entry(name, parts).orElse("");
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
}
