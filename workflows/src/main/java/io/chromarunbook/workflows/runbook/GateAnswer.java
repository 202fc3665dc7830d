package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.WitnessStatement;
import java.util.Optional;

/**
 * A person's answer to a gate; approve or reject is the message's name.
 *
 * @param requestId the same for every repeat of one answer
 * @param evidence digest of the evidence the person saw; the first 12 hex digits are enough
 * @param comment may be null
 * @param witness what a witness found on this evidence; null where none was called
 */
public record GateAnswer(
    String requestId,
    GateId gate,
    Role role,
    String by,
    String evidence,
    String comment,
    WitnessStatement witness)
    implements ControlMessage {

  /** An answer without a witness. */
  public GateAnswer(
      String requestId, GateId gate, Role role, String by, String evidence, String comment) {
    this(requestId, gate, role, by, evidence, comment, null);
  }

  @Override
  @JsonIgnore
  public Optional<String> flaw() {
    if (gate == null) {
      return Optional.of("gate is missing: pre-migration or go-no-go");
    }
    if (role == null) {
      return Optional.of("role is missing, like operations-lead");
    }
    return MessageText.flaw(requestId, by, comment)
        .or(() -> MessageText.tooLong("evidence", evidence))
        .or(() -> Optional.ofNullable(witness).flatMap(GateAnswer::flaw));
  }

  private static Optional<String> flaw(WitnessStatement witness) {
    if (witness.verdict() == null) {
      return Optional.of("witness.verdict is missing: EQUAL or DIFFERENT");
    }
    return MessageText.noDigest("witness.sha256", witness.sha256())
        .or(() -> MessageText.noDigest("witness.evidence", witness.evidence()));
  }

  @Override
  public Optional<String> answers() {
    return Optional.of("gate " + gate);
  }
}
