package io.chromarunbook.activities.transform;

import io.chromarunbook.workflows.plan.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Casts metadata values where nothing is lost: "57" to 57, 57 to "57", 3 to 3.0, 3.0 to 3, "true"
 * to true. What would lose something ("057" to 57, 2.5 to 2, 9007199254740993 to a float) is no
 * cast.
 */
final class LosslessCast {

  // Leading zeros mean something in codes and numbers that people write down, so "057" stays text.
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private LosslessCast() {}

  /** The value as this type, or nothing where it does not fit. */
  static Optional<Object> cast(Object value, FieldType type) {
    return Optional.ofNullable(
        switch (type) {
          case STRING -> toText(value);
          case INTEGER -> toInteger(value);
          case FLOAT -> toFloat(value);
          case BOOLEAN -> toBoolean(value);
        });
  }

  private static Object toText(Object value) {
    if (value instanceof String) {
      return value;
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : null;
  }

  private static Object toInteger(Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Double number) {
      long whole = number.longValue();
      boolean same =
          Math.abs(number) < 0x1p63
              && Double.doubleToRawLongBits((double) whole) == Double.doubleToRawLongBits(number);
      return same ? (Object) whole : null;
    }
    if (value instanceof String text) {
      try {
        long number = Long.parseLong(text);
        return Long.toString(number).equals(text) ? (Object) number : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }

  private static Object toFloat(Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
      BigDecimal exact = new BigDecimal(value.toString());
      double near = exact.doubleValue();
      return Double.isFinite(near) && new BigDecimal(near).compareTo(exact) == 0
          ? (Object) near
          : null;
    }
    if (value instanceof String text && DECIMAL.matcher(text).matches()) {
      double near = Double.parseDouble(text);
      // 0.1 has no exact double; nothing is lost when the double's own decimal is the text's.
      return Double.isFinite(near)
              && new BigDecimal(Double.toString(near)).compareTo(new BigDecimal(text)) == 0
          ? (Object) near
          : null;
    }
    return null;
  }

  private static Object toBoolean(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if ("true".equals(value)) {
      return true;
    }
    return "false".equals(value) ? (Object) false : null;
  }
}
