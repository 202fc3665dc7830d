package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import java.nio.file.Path;
import java.util.List;

/** Commands as people type them. */
public final class Commands {

  private Commands() {}

  /** This command of ours, whose words a shell reads back unchanged. */
  public static String of(String arguments) {
    return RunbookCommand.PROGRAM + " " + arguments;
  }

  /** A word of a command that a shell reads back unchanged, whatever is in it. */
  public static String word(String any) {
    return ShellWords.quoted(any);
  }

  /** The command that undoes a run by its own script, without us and without Temporal. */
  public static String breakGlass(Path script) {
    return ShellWords.quoted(List.of("sh", script.toString()));
  }
}
