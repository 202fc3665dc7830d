package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "checkpoint",
    synopsisSubcommandLabel = "list|verify",
    description = "Shows the receipts of the imported parts, and whether they still hold.",
    subcommands = {CheckpointListCommand.class, CheckpointVerifyCommand.class})
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "checkpoint verify kb-to-1x")
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
