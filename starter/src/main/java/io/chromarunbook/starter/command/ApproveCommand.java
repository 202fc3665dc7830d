package io.chromarunbook.starter.command;

import picocli.CommandLine.Command;

@Command(
    name = "approve",
    description = "Approves a gate, on the evidence you have read.",
    footer = {
      "",
      "Example:",
      "  ./runbook approve kb-to-1x --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e"
    })
final class ApproveCommand extends AnswerCommand {

  ApproveCommand(Session session) {
    super(session, "approve");
  }
}
