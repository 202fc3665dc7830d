package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.FieldType;

/** The types that values of metadata have. */
final class ValueType {

  private ValueType() {}

  static FieldType of(Object value) {
    if (value instanceof Boolean) {
      return FieldType.BOOLEAN;
    }
    if (value instanceof Double) {
      return FieldType.FLOAT;
    }
    return value instanceof Number ? FieldType.INTEGER : FieldType.STRING;
  }
}
