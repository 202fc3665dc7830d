package io.chromarunbook.starter.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Commands that do something and tell a person what came of it: with {@code --json} all of them
 * answer the same document.
 */
final class OrderAnswers {

  static final List<String> COMMANDS =
      List.of(
          "approve",
          "reject",
          "decide",
          "retry",
          "amend",
          "confirm",
          "pause",
          "resume",
          "abort",
          "rollback",
          "close",
          "take-over",
          "down");

  private static final String JSON = "--json";

  private OrderAnswers() {}

  /** Gives each of them the option. */
  static void offer(CommandLine line) {
    for (String name : COMMANDS) {
      line.getSubcommands()
          .get(name)
          .getCommandSpec()
          .addOption(
              OptionSpec.builder(JSON)
                  .type(boolean.class)
                  .arity("0")
                  .description("Answer in JSON, and ask nothing.")
                  .build());
    }
  }

  /** Whether one of them is to answer a script. */
  static boolean wanted(ParseResult parsed) {
    ParseResult command = parsed.subcommand();
    return command != null
        && COMMANDS.contains(command.commandSpec().name())
        && command.hasMatchedOption(JSON)
        && !command.isUsageHelpRequested();
  }
}
