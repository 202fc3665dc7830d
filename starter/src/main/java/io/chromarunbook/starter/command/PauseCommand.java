package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Pauses a migration between two parts; nothing is undone.")
@Guide(
    group = CommandGroup.RUN,
    who = "everybody the plan names",
    changes =
        "the migration stands still until resume; what is frozen stays frozen, and its budget is used up meanwhile",
    examples = "pause kb-to-1x --by di --reason 'disk is slow'")
final class PauseCommand extends OrderCommand {

  PauseCommand(Session session) {
    super(session, RunMessage.PAUSE);
  }
}
