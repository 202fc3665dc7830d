package io.chromarunbook.starter.command;

import static java.util.stream.Collectors.joining;

import io.chromarunbook.starter.offline.PruneDecision;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.offline.SnapshotFiles;
import io.chromarunbook.starter.offline.SnapshotShelf;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description =
        "Shows which snapshots may be removed, and with --yes removes them; whatever is in doubt stays.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " snapshot prune --yes",
      "",
      "Removed are those whose retention is over, whose run has ended, that no open run names as a",
      "backup, and that are older than a good snapshot of the same source, which is read for that.",
      "Where a rollback left records at the target that are not put back, the snapshot stays."
    })
final class SnapshotPruneCommand extends Verb {

  @Option(names = "--yes", description = "Remove them.")
  private boolean yes;

  @Option(
      names = "--abandon",
      paramLabel = "ID",
      description = {
        "Give up what this migration left at the target and was not put back; may be repeated."
      })
  private List<String> abandoned = List.of();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  SnapshotPruneCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    SnapshotFiles files =
        SnapshotFiles.in(session().environment(), new RecordProgress(narration)::done);
    abandoned.forEach(this::mustBeKnown);
    SnapshotShelf shelf = new SnapshotShelf(session().home());
    List<PruneDecision> decisions = files.prunable(shelf, Set.copyOf(abandoned));
    if (yes) {
      files.prune(shelf, decisions);
    }
    if (json) {
      session().answer(Map.of("removed", yes, "decisions", decisions));
      return ExitCode.DONE;
    }
    decisions.forEach(this::show);
    long removable = decisions.stream().filter(SnapshotPruneCommand::goes).count();
    long bytes =
        decisions.stream()
            .filter(SnapshotPruneCommand::goes)
            .mapToLong(decision -> decision.snapshot().bytes())
            .sum();
    say(
        String.format(
            Locale.ROOT,
            "%s %d of %d snapshots, %,.1f MB.",
            yes ? "Removed" : "May be removed:",
            removable,
            decisions.size(),
            bytes / 1e6));
    if (!yes && removable > 0) {
      String more =
          abandoned.stream().map(migration -> " --abandon " + migration).collect(joining());
      say("Next: " + terminal().paint().accent(Commands.of("snapshot prune --yes" + more)));
    }
    return ExitCode.DONE;
  }

  private void mustBeKnown(String migration) {
    var ignored = RecordedRun.of(session().home(), migration);
  }

  private static boolean goes(PruneDecision decision) {
    return decision.verdict() == PruneDecision.Verdict.REMOVE;
  }

  private void show(PruneDecision decision) {
    String verdict =
        goes(decision)
            ? terminal().paint().warning("remove")
            : terminal().paint().good("keep") + "  ";
    say(verdict + "  " + decision.snapshot().directory());
    say("        " + Printable.of(decision.reason()));
  }
}
