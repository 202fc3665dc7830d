package io.chromarunbook.starter.command;

import static java.util.stream.Collectors.joining;

import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command: what it does, who may do it, what it changes, its words, examples. */
final class HelpPage {

  private static final String GUIDE = "guide";
  private static final String EXAMPLES = "examples";
  private static final String COMMAND = "  " + RunbookCommand.PROGRAM + " ";

  private HelpPage() {}

  /** Shapes the help of this command line and of all its commands. */
  static void shape(CommandLine line) {
    List<String> keys = new ArrayList<>(line.getHelpSectionKeys());
    keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_DESCRIPTION) + 1, GUIDE);
    keys.add(EXAMPLES);
    // All its commands get them too.
    line.setHelpSectionKeys(keys);
    everyCommand(line).forEach(HelpPage::fillSections);
    line.getCommandSpec().usageMessage().commandListHeading("");
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help -> text(CommandList.of(line).lines(help.ansi(), width(help))));
  }

  /** The command line itself and all its commands, at any depth, that people are told of. */
  static Stream<CommandLine> everyCommand(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream()
            .filter(command -> !command.getCommandSpec().usageMessage().hidden())
            .flatMap(HelpPage::everyCommand));
  }

  /** What a command's help says beyond its words and options; nothing for the program itself. */
  static Optional<Guide> guide(CommandSpec command) {
    return Optional.ofNullable(command.userObject().getClass().getAnnotation(Guide.class));
  }

  private static void fillSections(CommandLine command) {
    Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> text(footer(help)));
    // Asked for only where help is shown: it makes the command.
    sections.put(GUIDE, help -> guided(help, HelpPage::who));
    sections.put(EXAMPLES, help -> guided(help, HelpPage::examples));
  }

  private static String guided(Help help, BiFunction<Guide, Integer, List<String>> lines) {
    return guide(help.commandSpec()).map(guide -> text(lines.apply(guide, width(help)))).orElse("");
  }

  /** A command is broken so that a shell still reads it, and a sentence between words. */
  private static List<String> footer(Help help) {
    return Arrays.stream(help.commandSpec().usageMessage().footer())
        .flatMap(
            line ->
                line.startsWith(COMMAND)
                    ? WrappedText.ofCommand("  ", line.strip(), width(help)).stream()
                    : WrappedText.of("", line, width(help)).stream())
        .toList();
  }

  private static List<String> who(Guide guide, int width) {
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(WrappedText.of("Who      ", guide.who() + ".", width));
    lines.addAll(WrappedText.of("Changes  ", guide.changes() + ".", width));
    lines.add("");
    return lines;
  }

  private static List<String> examples(Guide guide, int width) {
    List<String> lines = new ArrayList<>(List.of("", "Example:"));
    Arrays.stream(guide.examples())
        .map(Commands::of)
        .map(command -> WrappedText.ofCommand("  ", command, width))
        .forEach(lines::addAll);
    return lines;
  }

  private static int width(Help help) {
    return help.commandSpec().usageMessage().width();
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + System.lineSeparator()).collect(joining());
  }
}
