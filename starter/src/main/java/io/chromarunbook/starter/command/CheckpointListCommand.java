package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.CheckpointLine;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CheckpointTable;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {"Lists the receipts of a migration.", "It needs neither Temporal nor a server."})
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "checkpoint list kb-to-1x --json")
final class CheckpointListCommand extends Verb {

  /** The answer for scripts. */
  private record Listing(String migration, List<CheckpointLine> checkpoints) {}

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  CheckpointListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<CheckpointLine> lines = RecordedRun.of(session().home(), id).checkpoints();
    if (json) {
      session().answer(new Listing(id, lines));
      return ExitCode.DONE;
    }
    terminal().say(CheckpointTable.of(lines));
    say("Next: " + terminal().paint().accent(Commands.of("checkpoint verify " + id)));
    return ExitCode.DONE;
  }
}
