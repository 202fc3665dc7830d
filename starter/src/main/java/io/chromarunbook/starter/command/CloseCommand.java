package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "close",
    description =
        "Ends a completed migration for good: after this it cannot be rolled back by command.")
@Guide(
    group = CommandGroup.RUN,
    who = "operations-lead or dba",
    changes = "the way back is given up; the source stays frozen until somebody thaws it",
    examples = "close kb-to-1x --by ann")
final class CloseCommand extends OrderCommand {

  CloseCommand(Session session) {
    super(session, RunMessage.CLOSE);
  }
}
