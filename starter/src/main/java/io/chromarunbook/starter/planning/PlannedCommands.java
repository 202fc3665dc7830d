package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.ArrayList;
import java.util.List;

/** Every command a plan has run, so that nobody starts what he has not seen. */
final class PlannedCommands {

  private final List<PlannedCommand> found = new ArrayList<>();

  private PlannedCommands() {}

  /** In the order of a run; those that are run from the beginning on come first. */
  static List<PlannedCommand> of(Plan plan) {
    PlannedCommands commands = new PlannedCommands();
    for (int index = 0; index < plan.notifications().size(); index++) {
      commands.notifying("notify[" + index + "].command", plan.notifications().get(index));
    }
    for (TrafficAction action : TrafficAction.values()) {
      CommandPlan command = plan.traffic().commands().get(action);
      if (command != null) {
        commands.add("traffic.commands." + action.label(), when(action), command);
      }
    }
    if (plan.target().restart() != null) {
      commands.add("target.restart", "before Step 4", plan.target().restart());
    }
    for (int index = 0; index < plan.acceptance().size(); index++) {
      commands.add(
          "acceptance[" + index + "]",
          "before go-no-go, and after the window",
          plan.acceptance().get(index));
    }
    return List.copyOf(commands.found);
  }

  private void notifying(String key, NotificationPlan notification) {
    if (notification.command() != null) {
      found.add(
          new PlannedCommand(
              key, "with every notice, also before approvals", notification.command(), null));
    }
  }

  private void add(String key, String when, CommandPlan command) {
    found.add(new PlannedCommand(key + ".run", when, command.run(), command.timeout()));
    if (!command.check().isEmpty()) {
      found.add(
          new PlannedCommand(
              key + ".check", "before and after that", command.check(), command.timeout()));
    }
  }

  private static String when(TrafficAction action) {
    return switch (action) {
      case FREEZE -> "Step 1";
      case SWITCH -> "Step 7a";
      case RESTART, VERIFY -> "Step 7a and a rollback";
      case REVERT, THAW -> "a rollback";
    };
  }
}
