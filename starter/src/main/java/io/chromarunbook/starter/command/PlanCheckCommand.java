package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.planning.PlannedCollection;
import io.chromarunbook.starter.planning.PlannedCommand;
import io.chromarunbook.starter.planning.PlannedReference;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.TextTable;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.steps.PlanSight;
import io.chromarunbook.workflows.text.ChromaVersion;
import io.chromarunbook.workflows.text.ShellWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = "Holds a plan against both servers and changes nothing.")
@Guide(
    group = CommandGroup.RUN,
    who = "anybody",
    changes = "nothing",
    examples = "plan check plan.yaml")
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
    try {
      return check();
    } catch (PlanFailure e) {
      if (!json) {
        throw e;
      }
      session().answer(PlanErrors.of(e));
      return e.exitCode();
    }
  }

  private int check() {
    PlanFile plan = PlanFile.read(file);
    SoughtOut sought = SoughtOut.byWorker(session(), plan.plan());
    CheckedPlan checked =
        session()
            .planCheck()
            .check(
                plan,
                PlanCheck.Purpose.START,
                sought.sight().map(PlanSight::problems).orElse(List.of()));
    List<PlannedReference> unchecked =
        sought.sight().isPresent() ? List.of() : PlannedReference.of(plan.plan());
    if (json) {
      session().answer(document(checked, unchecked));
    } else {
      show(checked);
      sought.sight().ifPresent(this::showWorker);
      showUnchecked(unchecked, sought.why());
      showNext();
    }
    return ExitCode.DONE;
  }

  private static ObjectNode document(CheckedPlan checked, List<PlannedReference> unchecked) {
    ObjectNode document = Json.MAPPER.valueToTree(checked);
    document.set("unchecked", Json.MAPPER.valueToTree(unchecked));
    document.putArray("errors");
    return document;
  }

  private void show(CheckedPlan checked) {
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
  }

  private void showWorker(PlanSight sight) {
    terminal()
        .say(
            WrappedText.of(
                "  ",
                "The worker in "
                    + sight.directory()
                    + " reaches both servers, and finds all secrets, files and programs that the plan names.",
                terminal().columns()));
  }

  private void showUnchecked(List<PlannedReference> unchecked, String why) {
    if (unchecked.isEmpty()) {
      return;
    }
    say("  Not checked, because " + why + ":");
    TextTable table = new TextTable();
    for (PlannedReference reference : unchecked) {
      table.row("    " + reference.key(), reference.what());
    }
    terminal().say(table.lines());
    say("  Start one with " + Commands.of("up") + ", then check again.");
  }

  private void showNext() {
    say(
        "Next: "
            + terminal()
                .paint()
                .accent(
                    Commands.of(
                        "start " + ShellWords.quoted(file.toString()) + " --dry-run --wait")));
  }

  private void showCommands(List<PlannedCommand> commands) {
    if (commands.isEmpty()) {
      say("  It runs no commands.");
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
    return server.words()
        + " ("
        + ChromaVersion.words(server.version())
        + ", API "
        + server.api()
        + ")";
  }
}
