package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.CommandPlan;

/** What a plan's check says of the state that its command aims at. */
sealed interface StateReading {

  /** The state is there. */
  record There() implements StateReading {}

  /** It is not. */
  record NotThere(String message) implements StateReading {}

  /** The check itself failed. */
  record Unreadable(String message) implements StateReading {}

  /** Nobody looked, because the plan has no check. */
  record NotRead() implements StateReading {}

  /**
   * Runs the check.
   *
   * @param name of what is checked, for the log
   */
  static StateReading of(TrafficCommands commands, String name, CommandPlan command) {
    if (command.check().isEmpty()) {
      return new NotRead();
    }
    TrafficCommands.Told told = commands.run(name + "-check", command.check(), command.timeout());
    if (told.well()) {
      return new There();
    }
    // As test and grep do it: 1 means no, anything else that something is wrong.
    return told.end().equals(new CommandEnd.Exited(1))
        ? new NotThere(told.message())
        : new Unreadable(told.message());
  }
}
