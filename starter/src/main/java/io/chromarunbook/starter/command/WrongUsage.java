package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that makes no sense: what, what was perhaps meant, where to read on. */
final class WrongUsage implements CommandLine.IParameterExceptionHandler {

  private final Terminal terminal;

  WrongUsage(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String message = String.valueOf(wrong.getMessage());
    String meant = "";
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        meant = " Did you mean '" + suggestions.get(0).strip() + "'?";
      }
    }
    terminal.complain(
        message
            + (message.endsWith(".") ? "" : ".")
            + meant
            + " See ./"
            + command.getCommandSpec().qualifiedName()
            + " --help");
    return ExitCode.USAGE;
  }
}
