package io.chromarunbook.starter.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = "Goes back to the source; possible until the migration is closed.",
    footer = {
      "",
      "Example:",
      "  ./runbook rollback kb-to-1x --by ann --reason 'answers got worse'"
    })
final class RollbackCommand extends OrderCommand {

  @Option(
      names = "--accept-loss",
      paramLabel = "N",
      description = "Give up N records written at the target since cutover.")
  private Long acceptLoss;

  RollbackCommand(Session session) {
    super(session, "rollback");
  }

  @Override
  Long acceptedLoss() {
    return acceptLoss;
  }
}
