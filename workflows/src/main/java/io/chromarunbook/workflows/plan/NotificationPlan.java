package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One way people are told: a webhook that gets JSON by POST, or a command that gets it on standard
 * input. Exactly one of them.
 *
 * @param webhook where its URL, which may hold a token, is to be found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationPlan(
    @PlanKey(
            means = "Where its URL is, which gets JSON by POST",
            unset = "it is a command",
            example = "{env: OPS_WEBHOOK}")
        SecretReference webhook,
    @PlanKey(
            means = "Program and arguments, which get JSON on standard input",
            unset = "it is a webhook",
            example = "[./tell.sh]")
        List<String> command) {

  public NotificationPlan {
    command = command == null ? null : List.copyOf(command);
    if (command != null) {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("command is empty: a list of program and arguments");
      }
      CommandPlan.refuseUnspeakable(command);
    }
    if ((webhook == null) == (command == null)) {
      throw new IllegalArgumentException(
          "a notification is 'webhook: {env: VARIABLE}' or 'command: [program, argument]',"
              + " exactly one of the two");
    }
  }
}
