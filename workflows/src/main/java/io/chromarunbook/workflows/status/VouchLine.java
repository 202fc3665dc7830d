package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * What a person vouched for, where a machine could not prove it or found otherwise.
 *
 * @param what the action
 * @param reason of the person; null where none was given
 * @param proof what the machine found instead of a proof
 */
public record VouchLine(String what, String by, Instant at, String reason, String proof) {

  /** In one sentence. */
  public String words() {
    return what
        + ": vouched for by "
        + by
        + (reason == null || reason.isBlank() ? "" : " (" + reason + ")")
        + ", not proven: "
        + proof;
  }
}
