package io.chromarunbook.starter.command;

import static java.util.stream.Collectors.joining;

import io.chromarunbook.starter.offline.PruneDecision;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.offline.SnapshotFiles;
import io.chromarunbook.starter.offline.SnapshotShelf;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
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
        "Shows which snapshots may be removed, and removes them where that is wanted; whatever is in doubt stays.",
    footer = {
      "",
      "Removed are those whose retention is over, whose run has ended or that were taken by themselves, that no open run names as a backup, and that are older than a good snapshot of the same source, which is read for that.",
      "Where a rollback left records at the target that are not put back, the snapshot stays."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody who may write RUNBOOK_HOME",
    changes =
        "with --yes, or a yes on a terminal, the snapshots it names are removed for good; else nothing",
    examples = {"snapshot prune", "snapshot prune --yes"})
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
    if (json) {
      if (yes) {
        files.prune(shelf, decisions);
      }
      session().answer(Map.of("removed", yes, "decisions", decisions));
      return ExitCode.DONE;
    }
    decisions.forEach(this::show);
    long removable = decisions.stream().filter(SnapshotPruneCommand::goes).count();
    if (wanted(removable)) {
      files.prune(shelf, decisions);
      say("Removed " + amount(decisions));
      return ExitCode.DONE;
    }
    say("May be removed: " + amount(decisions));
    if (removable > 0) {
      String more =
          abandoned.stream().map(migration -> " --abandon " + migration).collect(joining());
      say("Next: " + terminal().paint().accent(Commands.of("snapshot prune --yes" + more)));
    }
    return ExitCode.DONE;
  }

  /** On a terminal the person who has just read what goes is asked. */
  private boolean wanted(long removable) {
    if (yes || removable == 0 || !terminal().canAsk()) {
      return yes;
    }
    return YesOrNo.asked(terminal(), "Remove what is marked so, for good? Nothing brings it back.");
  }

  private static String amount(List<PruneDecision> decisions) {
    List<PruneDecision> going = decisions.stream().filter(SnapshotPruneCommand::goes).toList();
    return String.format(
        Locale.ROOT,
        "%d of %d snapshots, %,.1f MB.",
        going.size(),
        decisions.size(),
        going.stream().mapToLong(decision -> decision.snapshot().bytes()).sum() / 1e6);
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
    say(
        verdict
            + "  "
            + decision.snapshot().directory()
            + String.format(Locale.ROOT, "  %,.1f MB", decision.snapshot().bytes() / 1e6));
    say("        " + Printable.of(decision.reason()));
  }
}
