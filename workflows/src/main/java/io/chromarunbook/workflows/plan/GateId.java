package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A point where people must agree. */
public enum GateId {
  PRE_MIGRATION("pre-migration"),
  GO_NO_GO("go-no-go");

  private final String label;

  GateId(String label) {
    this.label = label;
  }

  /** The gate as plans and commands write it. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The gate of this label.
   *
   * @throws IllegalArgumentException naming the gates there are
   */
  @JsonCreator
  public static GateId labelled(String label) {
    for (GateId gate : values()) {
      if (gate.label.equals(label)) {
        return gate;
      }
    }
    throw new IllegalArgumentException(
        "There is no gate '" + label + "'; the gates are pre-migration and go-no-go.");
  }

  @Override
  public String toString() {
    return label;
  }
}
