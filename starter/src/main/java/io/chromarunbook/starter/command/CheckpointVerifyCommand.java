package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.CheckpointLine;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CheckpointTable;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.ProgressBar;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Holds every receipt against run, plan, inventory, part file and target.",
      "Exits 5 where one does not hold. It needs the target, but neither Temporal nor a worker."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "checkpoint verify kb-to-1x")
final class CheckpointVerifyCommand extends Verb {

  /** The answer for scripts. */
  private record Verdict(String migration, boolean holds, List<CheckpointLine> checkpoints) {}

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  CheckpointVerifyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    long started = System.nanoTime();
    Terminal live = json ? terminal().besideAnswer() : terminal();
    List<CheckpointLine> lines =
        RecordedRun.of(session().home(), id)
            .verifiedCheckpoints(
                session().environment(),
                (done, total) -> live.showLive(bar(done, total, started, live.columns())),
                terminal()::complain);
    long broken = lines.stream().filter(line -> !line.holds()).count();
    if (json) {
      session().answer(new Verdict(id, broken == 0, lines));
    } else {
      tell(lines, broken);
    }
    return broken == 0 ? ExitCode.DONE : ExitCode.DATA;
  }

  private void tell(List<CheckpointLine> lines, long broken) {
    terminal().say(CheckpointTable.of(lines));
    if (broken == 0) {
      say(terminal().paint().good("✓ ") + lines.size() + " receipts hold.");
      return;
    }
    terminal()
        .complain(
            terminal().paint().bad("✗ ")
                + broken
                + " of "
                + lines.size()
                + " receipts do not hold; nothing was changed. See "
                + Commands.of("status " + id));
  }

  private static String bar(long done, long total, long started, int columns) {
    double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
    double rate = Math.max(1, done) / seconds;
    return ProgressBar.of(done, total, rate, (total - done) / rate, "looked after", columns);
  }
}
