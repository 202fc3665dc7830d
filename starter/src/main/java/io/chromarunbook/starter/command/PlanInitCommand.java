package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.PlanDraft;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = "Writes a commented plan from the live source's inventory.",
    footer = {
      "",
      "Example:",
      "  "
          + RunbookCommand.PROGRAM
          + " plan init --source http://old:8000 --target http://new:8000 -o plan.yaml"
    })
final class PlanInitCommand extends Verb {

  @Option(
      names = "--source",
      required = true,
      paramLabel = "URL",
      description = "The server to move from; it is only read.")
  private String source;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "The server to move to; it need not run yet.")
  private String target;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; to the terminal by default.")
  private Path output;

  PlanInitCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    String plan = PlanDraft.from(source, target, terminal()::complain);
    if (output == null) {
      terminal().say(plan.lines().toList());
      return ExitCode.DONE;
    }
    write(plan);
    say("Wrote " + output + ". Fill in 'people', then type:");
    say(
        "  "
            + terminal()
                .paint()
                .accent(Commands.of("plan check " + ShellWords.quoted(output.toString()))));
    return ExitCode.DONE;
  }

  private void write(String plan) {
    try {
      Files.writeString(output, plan, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.refused(output + " exists and is not overwritten; name another file with -o");
    } catch (IOException e) {
      throw Failure.usage(output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
