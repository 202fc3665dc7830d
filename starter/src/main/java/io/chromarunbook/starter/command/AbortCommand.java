package io.chromarunbook.starter.command;

import picocli.CommandLine.Command;

@Command(
    name = "abort",
    description = "Ends a migration and undoes what was done.",
    footer = {"", "Example:", "  ./runbook abort kb-to-1x --by ann --reason 'wrong target'"})
final class AbortCommand extends OrderCommand {

  AbortCommand(Session session) {
    super(session, "abort");
  }
}
