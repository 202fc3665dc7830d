package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "checkpoint",
    description = "Shows the receipts of the imported parts, and whether they still hold.",
    synopsisSubcommandLabel = "list|verify",
    subcommands = {CheckpointListCommand.class, CheckpointVerifyCommand.class},
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " checkpoint verify kb-to-1x"})
final class CheckpointCommand extends Verb {

  @Spec private CommandSpec spec;

  CheckpointCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
