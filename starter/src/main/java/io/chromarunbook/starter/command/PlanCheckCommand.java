package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.planning.PlannedCollection;
import io.chromarunbook.starter.planning.PlannedCommand;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.TextTable;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.text.ShellWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Holds a plan against both servers and changes nothing.",
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " plan check plan.yaml"})
final class PlanCheckCommand extends Verb {

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  private Path file;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  PlanCheckCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    CheckedPlan checked = session().planCheck().check(PlanFile.read(file).plan());
    if (json) {
      session().answer(checked);
      return ExitCode.DONE;
    }
    say(terminal().paint().good("✓ ") + file + " can be started as " + checked.migration());
    say("  digest " + checked.planDigest());
    say("  source " + server(checked.source()));
    say("  target " + server(checked.target()));
    for (PlannedCollection collection : checked.collections()) {
      String name =
          collection.name().equals(collection.targetName())
              ? collection.name()
              : collection.name() + " → " + collection.targetName();
      say(String.format(Locale.ROOT, "  %,9d records  %s", collection.records(), name));
    }
    say(
        String.format(
            Locale.ROOT,
            "  %,9d records in %d collections",
            checked.records(),
            checked.collections().size()));
    showCommands(checked.commands());
    for (String note : checked.notes()) {
      terminal().say(WrappedText.of("  ", note, terminal().columns()));
    }
    say(
        "Next: "
            + terminal()
                .paint()
                .accent(
                    Commands.of(
                        "start " + ShellWords.quoted(file.toString()) + " --dry-run --wait")));
    return ExitCode.DONE;
  }

  private void showCommands(List<PlannedCommand> commands) {
    if (commands.isEmpty()) {
      say("  It runs no commands: what is to be done to traffic, people do and confirm.");
      return;
    }
    say("  It runs these commands, without a shell, in the directory of the worker:");
    TextTable table = new TextTable();
    for (PlannedCommand command : commands) {
      table.row("    " + command.key(), command.when(), ShellWords.quoted(command.command()));
    }
    terminal().say(table.lines());
  }

  private static String server(ServerLine server) {
    return server.words() + " (" + server.version() + ", API " + server.api() + ")";
  }
}
