package io.chromarunbook.starter.offline;

import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** Makes a local Chroma refuse writes. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description =
        "Makes a local Chroma server read-only while it runs: writes are refused, reads go on.",
    footer = {
      "",
      "Exit codes: 0 frozen; 1 with --check: not frozen; 2 wrong usage or file; 5 database error."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may write the server's files",
    changes = "its database gets triggers that refuse writes; no record is touched",
    examples = "freeze --sqlite /var/lib/chroma/chroma.sqlite3")
public final class FreezeCommand extends TriggerCommand {

  @Override
  String change(SqliteTriggers triggers, Path database) throws SQLException {
    return triggers.install()
        ? database
            + " refuses writes from now on; undo it with\n  "
            + RunbookCommand.of("thaw", "--sqlite", database.toString())
        : database + " refused writes already.";
  }

  @Override
  boolean isThere(SqliteTriggers triggers) throws SQLException {
    return triggers.installed();
  }

  @Override
  String state(boolean there, Path database) {
    return database + (there ? " is frozen." : " is not frozen.");
  }
}
