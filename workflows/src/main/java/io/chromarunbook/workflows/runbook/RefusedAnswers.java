package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Role;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells that an answer did not count: whoever gave it in Temporal's UI sees no reply, and whoever
 * waits for it must not believe that it came.
 */
final class RefusedAnswers {

  private final RunContext context;
  private final Set<String> told = new HashSet<>();

  RefusedAnswers(RunContext context) {
    this.context = context;
  }

  /**
   * Tells of a message that people wait for: the same refusal of the same person only once, and one
   * of all whom the plan does not name, who could be anybody and any number.
   */
  void tell(ControlMessage message, String reason) {
    message
        .answers()
        .filter(asked -> told.add(known(message.by()) ? message.by() + ": " + reason : asked))
        .ifPresent(
            asked ->
                context.tell(
                    asked + ": an answer was refused",
                    message.by() + " answered, and it does not count: " + reason + "."));
  }

  private boolean known(String person) {
    return Arrays.stream(Role.values())
        .anyMatch(role -> context.plan().holders(role).contains(person));
  }
}
