package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "quarantine",
    description = "Shows the records that could not be migrated.",
    synopsisSubcommandLabel = "list",
    subcommands = {QuarantineListCommand.class},
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " quarantine list kb-to-1x"})
final class QuarantineCommand extends Verb {

  @Spec private CommandSpec spec;

  QuarantineCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
