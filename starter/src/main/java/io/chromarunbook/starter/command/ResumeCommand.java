package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "resume",
    description = "Lets a paused migration go on.",
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " resume kb-to-1x --by bo"})
final class ResumeCommand extends OrderCommand {

  ResumeCommand(Session session) {
    super(session, "resume");
  }
}
