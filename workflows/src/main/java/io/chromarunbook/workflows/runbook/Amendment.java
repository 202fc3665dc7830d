package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A person's new plan for a run under way; it may differ in transform and budgets only.
 *
 * @param requestId the same for every repeat of one amendment
 * @param reason may be null
 */
public record Amendment(String requestId, String by, String reason, Plan plan)
    implements ControlMessage {

  // Of a payload's 64 KB some is left to the run's own state.
  private static final int LARGEST_PLAN = 48_000;

  @Override
  @JsonIgnore
  public Optional<String> flaw() {
    if (plan == null) {
      return Optional.of("plan is missing: the whole plan as it is to be from now on");
    }
    int bytes = Json.canonical(plan).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_PLAN) {
      return Optional.of(
          "the plan has %,d bytes, more than the %,d a run takes".formatted(bytes, LARGEST_PLAN));
    }
    return MessageText.flaw(requestId, by, reason);
  }
}
