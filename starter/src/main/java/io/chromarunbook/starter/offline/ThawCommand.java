package io.chromarunbook.starter.offline;

import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** Lets a local Chroma take writes again. */
@Command(
    name = "thaw",
    mixinStandardHelpOptions = true,
    description = "Lets a local Chroma server that was frozen take writes again.",
    footer = {
      "",
      "Exit codes: 0 thawed; 1 with --check: not thawed; 2 wrong usage or file; 5 database error."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "whoever may write the server's files",
    changes = "those triggers are removed from its database",
    examples = "thaw --sqlite /var/lib/chroma/chroma.sqlite3")
public final class ThawCommand extends TriggerCommand {

  @Override
  String change(SqliteTriggers triggers, Path database) throws SQLException {
    return triggers.remove()
        ? database + " takes writes again."
        : database + " took writes already.";
  }

  @Override
  boolean isThere(SqliteTriggers triggers) throws SQLException {
    return triggers.removed();
  }

  @Override
  String state(boolean there, Path database) {
    return database + (there ? " is thawed." : " is not thawed.");
  }
}
