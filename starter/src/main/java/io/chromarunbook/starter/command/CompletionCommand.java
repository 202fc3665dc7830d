package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Writes what lets a shell complete these commands, or their manual pages.",
      "A shell reads it like this: source <("
          + RunbookCommand.PROGRAM
          + " completion bash) in bash and zsh, and "
          + RunbookCommand.PROGRAM
          + " completion fish | source in fish."
    })
@Guide(
    group = CommandGroup.HELP,
    who = "anybody",
    changes = "nothing; with -o files are written in that directory",
    examples = {"completion bash", "completion fish", "completion man -o man/man1"})
final class CompletionCommand extends Verb {

  /** What it can be written for. */
  enum Reader {
    bash,
    zsh,
    fish,
    man
  }

  @Parameters(paramLabel = "bash|zsh|fish|man", description = "Who is to read it.")
  private Reader reader;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The directory to write to; needed for man, which is a page a command.")
  private Path directory;

  @Spec private CommandSpec spec;

  CompletionCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    CommandLine program = spec.commandLine().getParent();
    if (reader == Reader.man) {
      return write(ManPage.ofAll(program));
    }
    String name = program.getCommandName();
    String script =
        reader == Reader.fish ? FishCompletion.of(program) : AutoComplete.bash(name, program);
    if (directory == null) {
      // A script is read by a shell as it is.
      terminal().out().print(script);
      terminal().out().flush();
      return ExitCode.DONE;
    }
    return write(List.of(new WrittenFile(name + "." + reader, script)));
  }

  private int write(List<WrittenFile> files) {
    if (directory == null) {
      throw Failure.usage(
          "A manual page is written for each command; say where to with "
              + Commands.of("completion man -o DIR"));
    }
    try {
      Files.createDirectories(directory);
      for (WrittenFile file : files) {
        Files.writeString(directory.resolve(file.name()), file.text(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw Failure.usage(
          directory + " cannot be written (" + e.getMessage() + "); name a directory that can", e);
    }
    say("Wrote " + Counts.of(files.size(), "file") + " in " + directory);
    return ExitCode.DONE;
  }
}
