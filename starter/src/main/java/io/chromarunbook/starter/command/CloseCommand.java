package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "close",
    description =
        "Ends a completed migration for good: after this it cannot be rolled back by command.",
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " close kb-to-1x --by ann"})
final class CloseCommand extends OrderCommand {

  CloseCommand(Session session) {
    super(session, "close");
  }
}
