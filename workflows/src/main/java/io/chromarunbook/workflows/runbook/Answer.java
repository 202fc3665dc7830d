package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.WitnessStatement;

/**
 * A person's answer to a gate; approve or reject is the message's name.
 *
 * @param requestId the same for every repeat of one answer
 * @param evidence digest of the evidence the person saw; the first 12 hex digits are enough
 * @param comment may be null
 * @param witness what a witness found on this evidence; null where none was called
 */
public record Answer(
    String requestId,
    GateId gate,
    Role role,
    String by,
    String evidence,
    String comment,
    WitnessStatement witness) {

  /** An answer without a witness. */
  public Answer(
      String requestId, GateId gate, Role role, String by, String evidence, String comment) {
    this(requestId, gate, role, by, evidence, comment, null);
  }
}
