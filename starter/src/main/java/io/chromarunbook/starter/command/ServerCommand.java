package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "server",
    description = "Chroma servers that the local stack started, like those of a demo.",
    synopsisSubcommandLabel = "restart",
    subcommands = {ServerRestartCommand.class},
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " server restart target --stack .runbook/demo/demo-1"
    })
final class ServerCommand extends Verb {

  @Spec private CommandSpec spec;

  ServerCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
