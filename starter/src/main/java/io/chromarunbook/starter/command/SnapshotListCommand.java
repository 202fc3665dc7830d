package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.FoundSnapshot;
import io.chromarunbook.starter.offline.SnapshotShelf;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.ShellWords;
import io.chromarunbook.workflows.text.UtcTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the snapshots in RUNBOOK_HOME, by their manifests; their files go unread.")
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "snapshot list --json")
final class SnapshotListCommand extends Verb {

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  SnapshotListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<FoundSnapshot> snapshots = new SnapshotShelf(session().home()).all();
    if (json) {
      session().answer(Map.of("snapshots", snapshots));
      return ExitCode.DONE;
    }
    if (snapshots.isEmpty()) {
      say("There is no snapshot in " + session().home().root() + ".");
      return ExitCode.DONE;
    }
    snapshots.forEach(this::show);
    say(
        "Next: "
            + terminal()
                .paint()
                .accent(
                    Commands.of(
                        "snapshot verify "
                            + ShellWords.quoted(snapshots.get(0).directory().toString()))));
    return ExitCode.DONE;
  }

  private void show(FoundSnapshot snapshot) {
    say(terminal().paint().bold(snapshot.migration()) + "  " + state(snapshot));
    say("  " + snapshot.directory());
    if (snapshot.state() == FoundSnapshot.State.COMPLETE) {
      say(
          String.format(
              Locale.ROOT,
              "  %,d records in %d collections, %,.1f MB, made %s of %s",
              snapshot.records(),
              snapshot.collections(),
              snapshot.bytes() / 1e6,
              UtcTime.words(snapshot.created()),
              Printable.of(snapshot.source())));
      say(
          "  kept until "
              + UtcTime.words(snapshot.retainUntil())
              + ", digest "
              + snapshot.digest());
    }
    showLeftBehind(snapshot);
  }

  private void showLeftBehind(FoundSnapshot snapshot) {
    if (snapshot.leftBehind() != null) {
      say(
          "  "
              + terminal().paint().warning("! ")
              + Printable.of(snapshot.leftBehind())
              + "; see "
              + RunbookCommand.of("put-back", snapshot.migration()));
    }
  }

  private String state(FoundSnapshot snapshot) {
    String run =
        snapshot.run() == null
            ? "the run has not ended"
            : snapshot.takenByItself() ? "taken by itself" : "the run: " + snapshot.run();
    return switch (snapshot.state()) {
      case COMPLETE -> terminal().paint().good("complete") + ", " + run;
      case UNFINISHED ->
          terminal().paint().warning("unfinished") + ": " + Printable.of(snapshot.problem());
      case UNREADABLE ->
          terminal().paint().bad("unreadable") + ": " + Printable.of(snapshot.problem());
    };
  }
}
