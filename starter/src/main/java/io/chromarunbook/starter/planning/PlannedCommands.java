package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ProbeCommand;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.ArrayList;
import java.util.List;

/** Every command a plan has run, so that nobody starts what he has not seen. */
final class PlannedCommands {

  private final List<PlannedCommand> found = new ArrayList<>();

  private PlannedCommands() {}

  /**
   * In the order of a run: those that are run from the beginning on come first, those of a rollback
   * alone last.
   */
  static List<PlannedCommand> of(Plan plan) {
    PlannedCommands commands = new PlannedCommands();
    for (int index = 0; index < plan.notifications().size(); index++) {
      commands.notifying("notify[" + index + "].command", plan.notifications().get(index));
    }
    commands.traffic(plan, TrafficAction.FREEZE, "Step 1");
    if (plan.target().restart() != null) {
      commands.deed("target.restart", "before Step 4", plan.target().restart());
    }
    for (int index = 0; index < plan.acceptance().size(); index++) {
      commands.deed(
          "acceptance[" + index + "]",
          "before go-no-go, and after the window",
          plan.acceptance().get(index));
    }
    commands.traffic(plan, TrafficAction.SWITCH, "Step 7a");
    commands.traffic(plan, TrafficAction.RESTART, "Step 7a and a rollback");
    commands.traffic(plan, TrafficAction.VERIFY, "Step 7a");
    for (int index = 0; index < plan.window().commands().size(); index++) {
      commands.probing("window.commands[" + index + "]", plan.window().commands().get(index));
    }
    commands.traffic(plan, TrafficAction.REVERT, "a rollback");
    commands.traffic(plan, TrafficAction.THAW, "a rollback");
    return List.copyOf(commands.found);
  }

  private void probing(String key, ProbeCommand probe) {
    found.add(
        new PlannedCommand(
            key + ".run", "with every probe after the cutover", probe.run(), probe.timeout()));
  }

  private void notifying(String key, NotificationPlan notification) {
    if (notification.command() != null) {
      found.add(
          new PlannedCommand(
              key, "with every notice, also before approvals", notification.command(), null));
    }
  }

  private void traffic(Plan plan, TrafficAction action, String when) {
    // A command that the plan has for something that nobody needs to do is never run.
    if (!(plan.doer(action) instanceof Doer.Command doer)) {
      return;
    }
    CommandPlan command = doer.command();
    String key = "traffic.commands." + action.label();
    switch (action) {
      case FREEZE, THAW, SWITCH, REVERT -> add(key, when, command, "before and after that");
      case RESTART, VERIFY -> deed(key, when, command);
    }
  }

  /** Something whose state tells nothing before it is done, so that only its end is looked at. */
  private void deed(String key, String when, CommandPlan command) {
    add(key, when, command, "after that");
  }

  private void add(String key, String when, CommandPlan command, String checked) {
    found.add(new PlannedCommand(key + ".run", when, command.run(), command.timeout()));
    if (!command.check().isEmpty()) {
      found.add(new PlannedCommand(key + ".check", checked, command.check(), command.timeout()));
    }
    if (!command.rehearse().isEmpty()) {
      found.add(
          new PlannedCommand(
              key + ".rehearse", "before go-no-go", command.rehearse(), command.timeout()));
    }
  }
}
