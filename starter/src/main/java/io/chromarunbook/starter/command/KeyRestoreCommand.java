package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.settings.OthersEdits;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "restore",
    description = {
      "Gives a file back what it was before the first key set, byte for byte.",
      "Where somebody else changed it since, it says so and changes nothing."
    },
    footer = {
      "",
      "Exit codes: 0 the file is as it was, 2 no such file or nothing kept, 4 somebody else changed it, 5 it cannot be written."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may write the file",
    changes = "the file, back to what it was; what was kept stays",
    examples = "key restore app.env --for kb-to-1x")
final class KeyRestoreCommand extends KeyVerb {

  @Option(
      names = "--over-edits",
      description = "Also where somebody else changed the file since; these changes are lost.")
  private boolean overEdits;

  @Option(
      names = "--for",
      paramLabel = "ID",
      description = "The migration it was for; commands of a plan are told by the run.")
  private String migration;

  KeyRestoreCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    say(file().restore(migration(migration), overEdits ? OthersEdits.GO : OthersEdits.STAY));
    return ExitCode.DONE;
  }
}
