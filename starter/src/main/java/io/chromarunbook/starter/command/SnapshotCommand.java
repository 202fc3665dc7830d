package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "snapshot",
    synopsisSubcommandLabel = "take|list|verify|restore|prune",
    description = "The recovery files by themselves; none of this needs Temporal.",
    subcommands = {
      SnapshotTakeCommand.class,
      SnapshotListCommand.class,
      SnapshotVerifyCommand.class,
      SnapshotRestoreCommand.class,
      SnapshotPruneCommand.class
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "see each of its commands",
    examples = "snapshot list")
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
