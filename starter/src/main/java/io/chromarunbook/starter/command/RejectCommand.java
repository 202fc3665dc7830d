package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "reject",
    description = "Rejects a gate: the migration ends, and what was done is undone.",
    footer = {
      "",
      "Example:",
      "  "
          + RunbookCommand.PROGRAM
          + " reject kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e"
    })
final class RejectCommand extends AnswerCommand {

  RejectCommand(Session session) {
    super(session, "reject");
  }
}
