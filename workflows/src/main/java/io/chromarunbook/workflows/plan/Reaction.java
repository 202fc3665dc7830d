package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows when something was seen in three of the last five probes; the mildest first. */
public enum Reaction {
  /** People are told, and nothing else happens. */
  @JsonProperty("alert")
  ALERT,
  /** People are asked whether to go back; silence leaves the applications where they are. */
  @JsonProperty("ask")
  ASK,
  /** The run goes back by itself, unless that is not safe: then it asks. */
  @JsonProperty("rollback")
  ROLLBACK
}
