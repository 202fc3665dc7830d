package io.chromarunbook.starter.command;

import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.WrappedText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** All commands of the program by what they are for, each with what it does in a sentence. */
final class CommandList {

  private static final int NAMES = 14;

  private final Map<CommandGroup, List<CommandSpec>> groups = new EnumMap<>(CommandGroup.class);

  private CommandList() {}

  static CommandList of(CommandLine program) {
    CommandList list = new CommandList();
    for (CommandLine command : program.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      if (!spec.usageMessage().hidden()) {
        HelpPage.guide(spec).map(Guide::group).ifPresent(group -> list.add(group, spec));
      }
    }
    return list;
  }

  private void add(CommandGroup group, CommandSpec command) {
    groups.computeIfAbsent(group, first -> new ArrayList<>()).add(command);
  }

  List<String> lines(Ansi ansi, int width) {
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (group, commands) -> {
          lines.add("");
          lines.add(ansi.string("@|bold " + group.heading() + "|@"));
          commands.forEach(command -> lines.addAll(lines(command, width)));
        });
    return lines;
  }

  private static List<String> lines(CommandSpec command, int width) {
    List<String> lines = new ArrayList<>();
    String name = "  " + words(command);
    // A name that is too long for its column has a line of its own.
    boolean fits = name.length() < NAMES;
    if (!fits) {
      lines.add(name);
    }
    String first = fits ? name + " ".repeat(NAMES - name.length()) : " ".repeat(NAMES);
    lines.addAll(WrappedText.of(first, command.usageMessage().description()[0], width));
    return lines;
  }

  /** Where a command has commands of its own, what is typed is one of those. */
  private static String words(CommandSpec command) {
    return command.subcommands().isEmpty()
        ? command.name()
        : command.name() + " " + command.usageMessage().synopsisSubcommandLabel();
  }
}
