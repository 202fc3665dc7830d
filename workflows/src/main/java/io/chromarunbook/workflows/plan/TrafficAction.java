package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done to traffic, forwards and back. */
public enum TrafficAction {
  FREEZE,
  THAW,
  SWITCH,
  REVERT,
  RESTART,
  VERIFY;

  /** The action as plans and commands write it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The action of this label.
   *
   * @throws IllegalArgumentException naming the actions there are
   */
  @JsonCreator
  public static TrafficAction labelled(String label) {
    for (TrafficAction action : values()) {
      if (action.label().equals(label)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "There is no action '"
            + label
            + "'; the actions are freeze, thaw, switch, revert, restart and verify.");
  }

  @Override
  public String toString() {
    return label();
  }
}
