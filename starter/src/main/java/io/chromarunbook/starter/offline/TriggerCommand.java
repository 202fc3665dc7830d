package io.chromarunbook.starter.offline;

import io.chromarunbook.directory.NotChromaException;
import io.chromarunbook.directory.SqliteTriggers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What freezing and thawing a local Chroma have in common. */
abstract class TriggerCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int NOT_THERE = 1;
  private static final int WRONG_USAGE = 2;
  private static final int DATA_ERROR = 5;

  @Option(
      names = "--sqlite",
      required = true,
      paramLabel = "FILE",
      description = "The server's database: chroma.sqlite3 in its data directory.")
  private Path file;

  @Option(
      names = "--check",
      description = "Change nothing; exit 0 when the state is there, 1 when it is not.")
  private boolean checkOnly;

  @Spec private CommandSpec spec;

  @Override
  public final Integer call() {
    SqliteTriggers triggers = new SqliteTriggers(file);
    try {
      if (!checkOnly) {
        answer(change(triggers, file));
        return DONE;
      }
      boolean there = isThere(triggers);
      answer(state(there, file));
      return there ? DONE : NOT_THERE;
    } catch (NotChromaException e) {
      return refuse(WRONG_USAGE, e.getMessage());
    } catch (SQLException e) {
      return refuse(
          DATA_ERROR,
          file
              + " cannot be read or changed ("
              + e.getMessage()
              + "); see that this user may write it and its directory, and try again.");
    }
  }

  /** Brings the state about and says so. */
  abstract String change(SqliteTriggers triggers, Path database) throws SQLException;

  /** Whether the state is there. */
  abstract boolean isThere(SqliteTriggers triggers) throws SQLException;

  /** Says whether it is. */
  abstract String state(boolean there, Path database);

  private void answer(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }

  private int refuse(int code, String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
    return code;
  }
}
