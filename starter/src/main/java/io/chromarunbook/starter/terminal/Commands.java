package io.chromarunbook.starter.terminal;

/** Commands as people type them. */
public final class Commands {

  private Commands() {}

  /** This command of ours. */
  public static String of(String arguments) {
    return "./runbook " + arguments;
  }
}
