package io.chromarunbook.starter.terminal;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Commands as people type them. */
public final class Commands {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

  private Commands() {}

  /** This command of ours. */
  public static String of(String arguments) {
    return "./runbook " + arguments;
  }

  /** A word of a command that a shell reads back unchanged, whatever is in it. */
  public static String word(String any) {
    return PLAIN.matcher(any).matches() ? any : quoted(any);
  }

  /** The command that undoes a run by its own script, without us and without Temporal. */
  public static String breakGlass(Path script) {
    return "sh " + quoted(script.toString());
  }

  private static String quoted(String any) {
    return "'" + any.replace("'", "'\\''") + "'";
  }
}
