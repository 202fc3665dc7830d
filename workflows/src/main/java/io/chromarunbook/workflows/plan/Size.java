package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;

/** A number of records, or {@code auto}: chosen from what is found. */
public record Size(OptionalInt records) {

  /** Chosen from what is found. */
  public static final Size AUTO = new Size(OptionalInt.empty());

  /**
   * As plans write it.
   *
   * @throws IllegalArgumentException for anything but "auto" or a whole number of at least 1
   */
  @JsonCreator
  public static Size of(Object written) {
    if (written instanceof Integer number && number >= 1) {
      return new Size(OptionalInt.of(number));
    }
    if ("auto".equals(written)) {
      return AUTO;
    }
    throw new IllegalArgumentException(
        "'" + written + "' is neither 'auto' nor a whole number of at least 1");
  }

  /** As plans write it. */
  @JsonValue
  public Object written() {
    return records.isPresent() ? records.getAsInt() : "auto";
  }
}
