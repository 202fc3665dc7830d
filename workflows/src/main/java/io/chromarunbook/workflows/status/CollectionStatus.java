package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One collection.
 *
 * @param source records at the source
 * @param target records at the target, as far as receipts or validation say
 */
public record CollectionStatus(
    String name, String targetName, long source, long target, long quarantined, State state) {

  /** How far it is. */
  public enum State {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("copying")
    COPYING,
    @JsonProperty("copied")
    COPIED,
    @JsonProperty("failed")
    FAILED
  }
}
