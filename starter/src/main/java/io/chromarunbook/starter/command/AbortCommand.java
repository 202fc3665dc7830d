package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "abort",
    description = "Ends a migration and undoes what was done.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " abort kb-to-1x --by ann --reason 'wrong target'"
    })
final class AbortCommand extends OrderCommand {

  AbortCommand(Session session) {
    super(session, "abort");
  }
}
