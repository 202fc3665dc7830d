package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.TrafficAction;

/** An action the plan has a command for. */
final class CommandDeed implements Deed {

  private final TrafficCommands commands;
  private final TrafficAction action;
  private final CommandPlan command;

  CommandDeed(TrafficCommands commands, TrafficAction action, CommandPlan command) {
    this.commands = commands;
    this.action = action;
    this.command = command;
  }

  @Override
  public StateReading read() {
    return StateReading.of(commands, action.label(), command);
  }

  @Override
  public Done perform() {
    TrafficCommands.Told told = commands.run(action.label(), command.run(), command.timeout());
    return new Done(told.well(), told.message());
  }
}
