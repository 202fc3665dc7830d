package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.workflows.evidence.Choice;
import java.util.Optional;

/**
 * A person's decision in a HOLD, or against the run at any time.
 *
 * @param requestId the same for every repeat of one decision
 * @param collection for a retry, the source's name of the collection; null for all that failed
 */
public record HoldDecision(
    String requestId, Choice choice, String collection, String by, String reason)
    implements ControlMessage {

  @Override
  @JsonIgnore
  public Optional<String> flaw() {
    if (choice == null) {
      return Optional.of("choice is missing: retry, repair, replay, no-go or stay");
    }
    return MessageText.flaw(requestId, by, reason)
        .or(() -> MessageText.tooLong("collection", collection));
  }

  @Override
  public Optional<String> answers() {
    return Optional.of("HOLD");
  }
}
