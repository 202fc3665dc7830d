package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a value that fits neither a field's type nor its allowed values. */
public enum Misfit {
  /** The record goes into quarantine. */
  REJECT,
  /** The record goes without the field. */
  DROP,
  /** The field gets its default. */
  DEFAULT,
  /** The value goes as it is. */
  KEEP;

  /** The word plans write. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a word of a plan means.
   *
   * @throws IllegalArgumentException naming the words there are
   */
  @JsonCreator
  public static Misfit labelled(String label) {
    for (Misfit misfit : values()) {
      if (misfit.label().equals(label)) {
        return misfit;
      }
    }
    throw new IllegalArgumentException(
        "there is no onMisfit '" + label + "'; it is reject, drop, default or keep");
  }
}
