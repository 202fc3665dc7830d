package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.Optional;

/**
 * A person says that an action was done by hand.
 *
 * @param reason may be null
 * @param unproven whether it is to count although a machine finds otherwise; needs a reason
 */
public record Confirmation(
    String requestId, TrafficAction action, String by, String reason, boolean unproven)
    implements ControlMessage {

  @Override
  @JsonIgnore
  public Optional<String> flaw() {
    if (action == null) {
      return Optional.of("action is missing: freeze, thaw, switch, revert, restart or verify");
    }
    if (unproven && (reason == null || reason.isBlank())) {
      return Optional.of("what counts unproven needs a reason");
    }
    return MessageText.flaw(requestId, by, reason);
  }

  @Override
  public Optional<String> answers() {
    return Optional.of("confirm " + action);
  }
}
