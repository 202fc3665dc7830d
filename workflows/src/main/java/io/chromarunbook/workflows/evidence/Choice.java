package io.chromarunbook.workflows.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What people can decide in a HOLD, or when the window asks whether to go back. */
public enum Choice {
  /** Does again what did not succeed. */
  @JsonProperty("retry")
  RETRY,
  /** Writes again exactly the records that differ or are missing. */
  @JsonProperty("repair")
  REPAIR,
  /** Sends the quarantined records through the plan's transform again. */
  @JsonProperty("replay")
  REPLAY,
  /** Undoes what was done. */
  @JsonProperty("no-go")
  NO_GO,
  /** Leaves the applications at the target, though the window asks whether to go back. */
  @JsonProperty("stay")
  STAY;

  /** The choice as commands write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
