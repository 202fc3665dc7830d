package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "quarantine",
    synopsisSubcommandLabel = "list",
    description = "Shows the records that could not be migrated.",
    subcommands = {QuarantineListCommand.class})
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "quarantine list kb-to-1x")
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
