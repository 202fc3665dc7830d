package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The types a metadata field can have. */
public enum FieldType {
  STRING,
  INTEGER,
  FLOAT,
  BOOLEAN;

  /** The type as plans write it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of this label.
   *
   * @throws IllegalArgumentException naming the types there are
   */
  @JsonCreator
  public static FieldType labelled(String label) {
    for (FieldType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "there is no type '" + label + "'; the types are string, integer, float and boolean");
  }
}
