package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.CheckedSnapshot;
import io.chromarunbook.starter.offline.SnapshotDamage;
import io.chromarunbook.starter.offline.SnapshotFiles;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.ShellWords;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description =
        "Reads a whole snapshot again and names every file that is not the one that was written.",
    footer = {
      "",
      "Only with --digest is a snapshot found out that was exchanged as a whole.",
      "Exit codes: 0 sound, 2 no such directory, 5 damaged."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "snapshot verify .runbook/runs/kb-to-1x/snapshot --digest 3f9a0c12d4e5")
final class SnapshotVerifyCommand extends Verb {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{12,64}");

  @Parameters(paramLabel = "DIR", description = "The snapshot's directory.")
  private Path directory;

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      description = "The manifest's SHA-256 as the report has it; 12 hex digits are enough.")
  private String digest;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  SnapshotVerifyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (digest != null && !DIGEST.matcher(digest).matches()) {
      throw Failure.usage("--digest takes 12 to 64 hex digits; the report has them");
    }
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    CheckedSnapshot checked =
        SnapshotFiles.in(session().environment(), new RecordProgress(narration)::done)
            .verify(directory, Optional.ofNullable(digest));
    if (json) {
      session().answer(checked);
    } else {
      show(checked);
    }
    return checked.sound() ? ExitCode.DONE : ExitCode.DATA;
  }

  private void show(CheckedSnapshot checked) {
    for (SnapshotDamage damage : checked.damages()) {
      terminal().complain(terminal().paint().bad("✗ ") + Printable.of(damage.what()));
      if (damage.lastRecord() > 0) {
        terminal().complain("  in doubt: " + Printable.of(records(damage)));
      }
    }
    if (!checked.sound()) {
      return;
    }
    say(
        terminal().paint().good("✓ ")
            + String.format(
                Locale.ROOT,
                "%,d records in %d parts of %d collections are as they were written (%,.1f MB)",
                checked.records(),
                checked.parts(),
                checked.collections(),
                checked.bytes() / 1e6));
    say("  digest " + checked.digest());
    if (digest == null) {
      say("  Compare it with the report's, or give that with --digest.");
    }
    say(
        "Next: "
            + terminal()
                .paint()
                .accent(
                    Commands.of(
                        "snapshot restore "
                            + ShellWords.quoted(directory.toString())
                            + " --to URL")));
  }

  private static String records(SnapshotDamage damage) {
    String numbers =
        String.format(
            Locale.ROOT,
            "records %,d to %,d of '%s'",
            damage.firstRecord(),
            damage.lastRecord(),
            damage.collection());
    return damage.firstId() == null
        ? numbers
        : numbers + ", from '" + damage.firstId() + "' to '" + damage.lastId() + "'";
  }
}
