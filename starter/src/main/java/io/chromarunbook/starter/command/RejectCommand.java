package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "reject",
    description = "Rejects a gate: the migration ends, and what was done is undone.")
@Guide(
    group = CommandGroup.DECIDE,
    who =
        "whoever holds the role in the plan; not the one who started the run, and one person for one role, unless the plan sets gates.fourEyes to false",
    changes =
        "the migration ends: before the freeze nothing was changed, after it the source takes writes again",
    examples = "reject kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e")
final class RejectCommand extends AnswerCommand {

  RejectCommand(Session session) {
    super(session, RunMessage.REJECT);
  }
}
