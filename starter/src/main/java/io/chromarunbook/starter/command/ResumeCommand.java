package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused migration go on.")
@Guide(
    group = CommandGroup.RUN,
    who = "operations-lead or dba",
    changes = "the migration goes on where it was paused",
    examples = "resume kb-to-1x --by bo")
final class ResumeCommand extends OrderCommand {

  ResumeCommand(Session session) {
    super(session, RunMessage.RESUME);
  }
}
