package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description = "Pauses a migration between two parts; nothing is undone.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " pause kb-to-1x --by di --reason 'disk is slow'"
    })
final class PauseCommand extends OrderCommand {

  PauseCommand(Session session) {
    super(session, "pause");
  }
}
