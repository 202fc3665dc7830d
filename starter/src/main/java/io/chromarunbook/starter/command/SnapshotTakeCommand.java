package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.SnapshotTake;
import io.chromarunbook.starter.offline.TakenFiles;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.FitDirectory;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.serving.StackDirectoryServers;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "take",
    description =
        "Takes a verified snapshot of a plan's source alone, frozen or live, and says what moved meanwhile.",
    footer = {
      "",
      "Of the plan only migration, source and people are needed: where the file has no target, none is asked for, and one it has is not reached.",
      "Interrupted, it goes on when it is run again. What was written to the source since it was read is counted and is not in the snapshot.",
      "Exit codes: 0 taken and read again, 2 wrong usage or plan, 3 the source is unreachable, 4 a directory is open or needs mending first, 5 a file or the directory is damaged, or the source cannot be read at rest."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody whom the source lets read",
    changes =
        "nothing at the source; writes the snapshot's directory, and while it works a copy of a source that is a directory",
    examples = {"snapshot take plan.yaml", "snapshot take plan.yaml -o /backup/kb"})
final class SnapshotTakeCommand extends Verb {

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "An empty directory, or one to be made: the snapshot is DIR/snapshot; by default it lies in RUNBOOK_HOME/snapshots/<migration>.")
  private Path directory;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  SnapshotTakeCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    PlanFile plan = PlanFile.readForSource(file);
    FitDirectory.require(plan);
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    TakenFiles taken =
        new SnapshotTake(
                session().home(),
                session().environment(),
                new StackDirectoryServers(session().environment()),
                new RecordProgress(narration)::done,
                terminal()::complain)
            .take(plan.plan(), Optional.ofNullable(directory));
    if (json) {
      session().answer(taken);
    } else {
      show(taken);
    }
    return ExitCode.DONE;
  }

  private void show(TakenFiles taken) {
    say(
        terminal().paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "%s in %s of %s are in the snapshot, read again (%,.1f MB)",
                Counts.of(taken.records(), "record"),
                Counts.of(taken.parts(), "part"),
                Counts.of(taken.collections(), "collection"),
                taken.bytes() / 1e6));
    if (taken.stoodStill()) {
      say("  The source stood still: a second look found the same records.");
    } else {
      showDrift(taken);
    }
    if (!taken.mended().isEmpty()) {
      say(
          "  In the copy that was read, not in the original: "
              + String.join(", ", taken.mended())
              + ".");
    }
    say("  " + taken.directory());
    say("  digest " + taken.digest());
    say("Next: " + terminal().paint().accent(taken.verify()));
    say("To move from it, a plan has this line in the place of its source:");
    say("  " + terminal().paint().accent(taken.source()));
  }

  private void showDrift(TakenFiles taken) {
    say(
        "  "
            + terminal().paint().warning("! ")
            + "The source did not stand still: since it was read, "
            + counts(taken.added(), taken.changed(), taken.removed())
            + ". The snapshot has none of that.");
    for (TakenFiles.MovedCollection moved : taken.moved()) {
      say(
          "    "
              + Printable.of(moved.name())
              + ": "
              + counts(moved.added(), moved.changed(), moved.removed()));
    }
  }

  private static String counts(long added, long changed, long removed) {
    List<String> counts = new ArrayList<>();
    count(counts, added, "added");
    count(counts, changed, "changed");
    count(counts, removed, "removed");
    return String.join(", ", counts);
  }

  private static void count(List<String> counts, long records, String what) {
    if (records > 0) {
      counts.add(Counts.of(records, "record") + " " + what);
    }
  }
}
