package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = "Goes back to the source; possible until the migration is closed.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " rollback kb-to-1x --by ann --reason 'answers got worse'"
    })
final class RollbackCommand extends OrderCommand {

  @Option(
      names = "--accept-loss",
      paramLabel = "N|unknown",
      description =
          "Give up N records added, changed or removed at the target since the switch, N as the"
              + " refusal named it; unknown where the target cannot be read.")
  private String acceptLoss;

  @Option(
      names = "--accept-source",
      paramLabel = "silent|differs",
      description = "Go back although the source does not answer, or is not what it was.")
  private String acceptSource;

  RollbackCommand(Session session) {
    super(session, "rollback");
  }

  @Override
  String acceptedLoss() {
    return acceptLoss;
  }

  @Override
  String acceptedSource() {
    return acceptSource;
  }
}
