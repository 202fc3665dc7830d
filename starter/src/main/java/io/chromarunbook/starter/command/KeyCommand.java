package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "key",
    synopsisSubcommandLabel = "set|show|restore",
    description = "Changes a key in an application's file of settings, and takes it back.",
    subcommands = {KeySetCommand.class, KeyShowCommand.class, KeyRestoreCommand.class})
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may write the file",
    changes = "a file, where it is told to",
    examples = "key show app.env CHROMA_URL")
final class KeyCommand extends Verb {

  @Spec private CommandSpec spec;

  KeyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
