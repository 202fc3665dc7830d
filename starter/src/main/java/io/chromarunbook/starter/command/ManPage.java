package io.chromarunbook.starter.command;

import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, made of the same as its help. picocli makes such pages too, by way
 * of another program that would have to be installed.
 */
final class ManPage {

  private final CommandSpec command;
  private final List<String> lines = new ArrayList<>();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /** A page for the program and each of its commands, named as {@code man} looks for them. */
  static List<WrittenFile> ofAll(CommandLine program) {
    return HelpPage.everyCommand(program)
        .map(CommandLine::getCommandSpec)
        .map(spec -> new WrittenFile(name(spec) + ".1", new ManPage(spec).text()))
        .toList();
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private String text() {
    Optional<Guide> guide = HelpPage.guide(command);
    String[] does = command.usageMessage().description();
    lines.add(".TH \"" + name(command).toUpperCase(Locale.ROOT) + "\" 1");
    section("NAME", name(command) + " - " + does[0]);
    section("SYNOPSIS", synopsis());
    section("DESCRIPTION", does);
    guide.ifPresent(one -> section("WHO MAY DO IT", one.who() + "."));
    guide.ifPresent(one -> section("WHAT IT CHANGES", one.changes() + "."));
    arguments();
    commands();
    guide.ifPresent(this::examples);
    section("NOTES", command.usageMessage().footer());
    return String.join("\n", lines) + "\n";
  }

  /** What must be said, in its order; everything else is among the options. */
  private String synopsis() {
    StringBuilder words = new StringBuilder(command.qualifiedName()).append(" [OPTIONS]");
    command.options().stream()
        .filter(OptionSpec::required)
        .forEach(
            option ->
                words
                    .append(' ')
                    .append(option.longestName())
                    .append(' ')
                    .append(option.paramLabel()));
    command.positionalParameters().forEach(word -> words.append(' ').append(word.paramLabel()));
    if (!command.subcommands().isEmpty()) {
      words.append(' ').append(command.usageMessage().synopsisSubcommandLabel());
    }
    return words.toString();
  }

  private void section(String heading, String... paragraphs) {
    List<String> filled =
        Arrays.stream(paragraphs).filter(paragraph -> !paragraph.isBlank()).toList();
    if (!filled.isEmpty()) {
      lines.add(".SH \"" + heading + "\"");
      filled.forEach(
          paragraph -> {
            lines.add(".PP");
            plain(paragraph);
          });
    }
  }

  private void arguments() {
    if (command.positionalParameters().isEmpty() && command.options().isEmpty()) {
      return;
    }
    lines.add(".SH \"OPTIONS\"");
    for (PositionalParamSpec word : command.positionalParameters()) {
      entry(word.paramLabel(), word.description());
    }
    for (OptionSpec option : command.options()) {
      String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      entry(String.join(", ", option.names()) + value, option.description());
    }
  }

  private void commands() {
    List<CommandSpec> shown =
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(below -> !below.usageMessage().hidden())
            .toList();
    if (!shown.isEmpty()) {
      lines.add(".SH \"COMMANDS\"");
      shown.forEach(below -> entry(name(below) + "(1)", below.usageMessage().description()));
    }
  }

  private void examples(Guide guide) {
    lines.add(".SH \"EXAMPLE\"");
    lines.add(".nf");
    Arrays.stream(guide.examples()).map(Commands::of).forEach(this::plain);
    lines.add(".fi");
  }

  private void entry(String name, String... description) {
    lines.add(".TP");
    lines.add("\\fB" + escaped(name) + "\\fR");
    plain(String.join(" ", description));
  }

  /** A line of text is never taken for an order to the reader. */
  private void plain(String text) {
    lines.add("\\&" + escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("\\s*\\R\\s*", " ");
  }
}
