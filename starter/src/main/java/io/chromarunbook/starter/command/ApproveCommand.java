package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "approve",
    description = "Approves a gate, on the evidence you have read.",
    footer = {"", "How a witness that is not us is called: docs/witness.md."})
@Guide(
    group = CommandGroup.DECIDE,
    who =
        "whoever holds the role in the plan; not the one who started the run, and one person for one role, unless the plan sets gates.fourEyes to false",
    changes =
        "once all roles of the gate have approved the migration goes on: to the freeze, or to the switch",
    examples = {
      "approve kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e",
      "approve kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e --witness witness.json"
    })
final class ApproveCommand extends AnswerCommand {

  ApproveCommand(Session session) {
    super(session, RunMessage.APPROVE);
  }
}
