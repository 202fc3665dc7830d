package io.chromarunbook.starter.terminal;

/** What a command is for; the list of all commands shows them by this. */
public enum CommandGroup {
  RUN("Run a migration"),
  DECIDE("Decide"),
  WATCH("Watch and look back"),
  FILES("Files and proofs, without Temporal"),
  STACK("The local stack"),
  HELP("Help");

  private final String heading;

  CommandGroup(String heading) {
    this.heading = heading;
  }

  /** As the list has it. */
  public String heading() {
    return heading;
  }
}
