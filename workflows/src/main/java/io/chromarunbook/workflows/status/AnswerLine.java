package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chromarunbook.workflows.plan.Role;
import java.time.Instant;

/**
 * One counted answer to a gate.
 *
 * @param signed whether a signature vouches for the person; not by this release
 * @param witness what the person's witness found; null where none was called
 */
public record AnswerLine(
    Role role,
    String by,
    Decision decision,
    Instant at,
    String comment,
    boolean signed,
    WitnessStatement witness) {

  /** What was said. */
  public enum Decision {
    @JsonProperty("approve")
    APPROVE,
    @JsonProperty("reject")
    REJECT
  }
}
