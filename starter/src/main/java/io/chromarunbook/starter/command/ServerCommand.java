package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "server",
    synopsisSubcommandLabel = "restart",
    description = "Chroma servers that the local stack started, like those of a demo.",
    subcommands = {ServerRestartCommand.class})
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "see its command",
    examples = "server restart target --stack .runbook/demo/demo-1")
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
