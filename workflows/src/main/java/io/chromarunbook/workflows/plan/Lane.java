package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which road records reach a target. */
public enum Lane {
  /** In place where everything allows it, else through the API. */
  @JsonProperty("auto")
  AUTO,
  /** Read from a server and written to a server. */
  @JsonProperty("api")
  API,
  /** A copy of the source's directory becomes the target's, or the run ends. */
  @JsonProperty("in-place")
  IN_PLACE
}
