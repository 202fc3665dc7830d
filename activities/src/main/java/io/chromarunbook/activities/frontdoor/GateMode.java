package io.chromarunbook.activities.frontdoor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a gate lets traffic through. */
public enum GateMode {
  /** To the source, all of it. */
  OPEN,
  /** To the source, and writes are refused. */
  READ_ONLY,
  /** To the target, all of it. */
  SWITCHED,
  /** To the target, and writes are refused. */
  SWITCHED_READ_ONLY;

  /** As the gate writes it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode of this label. */
  @JsonCreator
  public static GateMode labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether traffic goes to the target. */
  public boolean switched() {
    return this == SWITCHED || this == SWITCHED_READ_ONLY;
  }
}
