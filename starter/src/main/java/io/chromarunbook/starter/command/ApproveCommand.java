package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;

@Command(
    name = "approve",
    description = "Approves a gate, on the evidence you have read.",
    footer = {
      "",
      "Example:",
      "  "
          + RunbookCommand.PROGRAM
          + " approve kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e",
      "With what a witness found (docs/witness.md):",
      "  " + RunbookCommand.PROGRAM + " report kb-to-1x --format json -o report.json",
      "  python3 docs/verify.py --source http://OLD:8000 --target http://NEW:8000"
          + " --report report.json --json witness.json",
      "  "
          + RunbookCommand.PROGRAM
          + " approve kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e"
          + " --witness witness.json"
    })
final class ApproveCommand extends AnswerCommand {

  ApproveCommand(Session session) {
    super(session, "approve");
  }
}
