package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.CommandPlan;
import java.util.Optional;
import java.util.function.Supplier;

/** Restarts a target by the plan's command. */
final class RestartCommand implements Supplier<Optional<String>> {

  private static final String NAME = "restart-target";

  private final TrafficCommands commands;
  private final CommandPlan command;

  RestartCommand(TrafficCommands commands, CommandPlan command) {
    this.commands = commands;
    this.command = command;
  }

  /** Runs it; says why it failed. */
  @Override
  public Optional<String> get() {
    TrafficCommands.Told told = commands.run(NAME, command.run(), command.timeout());
    if (!told.well()) {
      return Optional.of(told.message() + ".");
    }
    StateReading state = StateReading.of(commands, NAME, command);
    if (state instanceof StateReading.NotThere notThere) {
      return Optional.of("its command ended well, but its check says no: " + notThere.message());
    }
    if (state instanceof StateReading.Unreadable unreadable) {
      return Optional.of("its command ended well, but its check failed: " + unreadable.message());
    }
    return Optional.empty();
  }
}
