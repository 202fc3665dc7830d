package io.chromarunbook.starter.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What lets the fish shell complete a command line: picocli writes it for other shells only. */
final class FishCompletion {

  /** Two commands may have the same name, below others: what was typed so far tells them apart. */
  private static final List<String> CONDITIONS =
      List.of(
          "# Whether the words typed so far begin with these commands.",
          "function __runbook_at",
          "    set -l words (commandline -opc)",
          "    set -e words[1]",
          "    test (count $words) -ge (count $argv); or return 1",
          "    for i in (seq (count $argv))",
          "        test \"$words[$i]\" = \"$argv[$i]\"; or return 1",
          "    end",
          "end",
          "# Whether they are these commands and nothing more.",
          "function __runbook_only",
          "    test (count (commandline -opc)) -eq (math (count $argv) + 1)",
          "    and __runbook_at $argv",
          "end");

  private final String program;
  private final List<String> lines = new ArrayList<>(CONDITIONS);

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandLine program) {
    FishCompletion completion = new FishCompletion(program.getCommandName());
    completion.lines.add("complete -c " + completion.program + " -f");
    completion.add(program, List.of());
    return String.join("\n", completion.lines) + "\n";
  }

  private void add(CommandLine command, List<String> path) {
    CommandSpec spec = command.getCommandSpec();
    String next = "'__runbook_only" + words(path) + "'";
    // What may be said before any command is not offered after one.
    String within = path.isEmpty() ? next : "'__runbook_at" + words(path) + "'";
    for (OptionSpec option : spec.options()) {
      lines.add(complete(within) + names(option) + value(option) + described(option.description()));
    }
    for (PositionalParamSpec word : spec.positionalParameters()) {
      if (!value(word).isBlank()) {
        lines.add(complete(within) + value(word) + described(word.description()));
      }
    }
    for (CommandLine below : command.getSubcommands().values()) {
      if (!below.getCommandSpec().usageMessage().hidden()) {
        String name = below.getCommandName();
        String[] does = below.getCommandSpec().usageMessage().description();
        lines.add(complete(next) + " -a " + quoted(name) + described(does));
        List<String> deeper = new ArrayList<>(path);
        deeper.add(name);
        add(below, deeper);
      }
    }
  }

  private String complete(String condition) {
    return "complete -c " + program + " -n " + condition;
  }

  private static String words(List<String> path) {
    return path.isEmpty() ? "" : " " + String.join(" ", path);
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    Arrays.stream(option.names())
        .map(
            name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
        .forEach(names::append);
    return names.toString();
  }

  /** How its value is completed: one of some words, a file, by nothing known; or there is none. */
  private static String value(ArgSpec argument) {
    boolean option = argument.isOption();
    if (argument.arity().max() == 0) {
      return "";
    }
    if (argument.completionCandidates() != null) {
      List<String> words =
          StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList();
      return (option ? " -x" : "") + " -a " + quoted(String.join(" ", words));
    }
    if (argument.auxiliaryTypes()[0] == Path.class) {
      return option ? " -r -F" : " -F";
    }
    return option ? " -x" : "";
  }

  private static String described(String[] description) {
    return description.length == 0 ? "" : " -d " + quoted(description[0]);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
