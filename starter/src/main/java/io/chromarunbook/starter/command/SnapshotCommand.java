package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "snapshot",
    description = "The recovery files by themselves; none of this needs Temporal.",
    synopsisSubcommandLabel = "list|verify|restore|prune",
    subcommands = {
      SnapshotListCommand.class,
      SnapshotVerifyCommand.class,
      SnapshotRestoreCommand.class,
      SnapshotPruneCommand.class
    },
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " snapshot list"})
final class SnapshotCommand extends Verb {

  @Spec private CommandSpec spec;

  SnapshotCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
