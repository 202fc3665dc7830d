package io.chromarunbook.starter.command;

import io.chromarunbook.starter.documents.KnownCommand;
import io.chromarunbook.starter.terminal.Guide;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands that people are told of, as their help describes them. */
final class KnownCommands {

  private KnownCommands() {}

  /** Begins the label of commands that may be left out: what is above them does something too. */
  private static final String OPTIONAL = "[";

  /** Those that do something: where a command has commands of its own that it needs, these. */
  static List<KnownCommand> of(CommandLine program) {
    return HelpPage.everyCommand(program)
        .map(CommandLine::getCommandSpec)
        .filter(spec -> spec.parent() != null && doesSomething(spec))
        .map(KnownCommands::known)
        .toList();
  }

  private static boolean doesSomething(CommandSpec spec) {
    return spec.subcommands().isEmpty()
        || spec.usageMessage().synopsisSubcommandLabel().startsWith(OPTIONAL);
  }

  private static KnownCommand known(CommandSpec spec) {
    Guide guide = HelpPage.guide(spec).orElseThrow();
    return new KnownCommand(
        spec.qualifiedName(" ").replaceFirst("^\\S+ ", ""),
        spec.usageMessage().description()[0],
        guide.who(),
        guide.changes(),
        List.of(guide.examples()));
  }
}
