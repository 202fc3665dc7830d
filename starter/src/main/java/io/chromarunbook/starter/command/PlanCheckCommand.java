package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.planning.PlannedCollection;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.status.ServerLine;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Holds a plan against both servers and changes nothing.",
    footer = {"", "Example:", "  ./runbook plan check plan.yaml"})
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
    say("Next: " + terminal().paint().accent(Commands.of("start " + file + " --dry-run --wait")));
    return ExitCode.DONE;
  }

  private static String server(ServerLine server) {
    return server.url() + " (" + server.version() + ", API " + server.api() + ")";
  }
}
