package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Shows the help of a command, or the list of all of them.")
@Guide(
    group = CommandGroup.HELP,
    who = "anybody",
    changes = "nothing",
    examples = {"help", "help approve", "help plan init"})
final class HelpCommand extends Verb {

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command in all its words; without it, the list of all commands.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  HelpCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    CommandLine shown = spec.commandLine().getParent();
    for (String word : words) {
      CommandLine next = shown.getSubcommands().get(word);
      if (next == null) {
        throw unknown(word, shown);
      }
      shown = next;
    }
    shown.usage(terminal().out());
    return ExitCode.DONE;
  }

  private static Failure unknown(String word, CommandLine above) {
    String where = above.getParent() == null ? "" : " below " + above.getCommandName();
    return Failure.usage(
        "There is no command '"
            + word
            + "'"
            + where
            + Nearest.of(word, above.getSubcommands().keySet())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("")
            + " See "
            + Commands.of("help"));
  }
}
