package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a metadata field the schema does not list. */
public enum Unlisted {
  @JsonProperty("keep")
  KEEP,
  @JsonProperty("drop")
  DROP,
  @JsonProperty("reject")
  REJECT
}
