package io.chromarunbook.starter;

import io.chromarunbook.starter.command.RunbookCommandLine;
import picocli.CommandLine;

/** The command line's entry. */
public final class Runbook {

  private Runbook() {}

  /** Runs one command. Always exits: Temporal's stubs would keep the process alive. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return RunbookCommandLine.ofThisProcess();
  }
}
