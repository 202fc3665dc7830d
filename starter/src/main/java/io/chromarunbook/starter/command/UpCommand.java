package io.chromarunbook.starter.command;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description =
        "Starts Temporal with its UI and a supervised worker in the background; again: what is missing of them.")
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "those run until down; migrations of this home go on",
    examples = "up")
final class UpCommand extends Verb {

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  UpCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    LocalStack stack =
        LocalStack.in(
            session().home().root(), new StackNarrator(narration), session().environment());
    // So that no demo takes it away at its end.
    var ignored = stack.enter("up");
    var temporal = stack.temporal();
    var worker = stack.supervisor(OwnCommand.in(session().environment()).with("worker"), Map.of());
    if (json) {
      session().answer(StackDocument.of(stack.state()));
      return ExitCode.DONE;
    }
    say("Temporal    " + temporal.address());
    if (temporal.ui() != null) {
      say("Temporal UI " + temporal.ui());
    }
    say("Worker      process " + worker.pid() + ", figures at " + worker.metrics());
    say("Stop them with " + terminal().paint().accent(Commands.of("down")));
    return ExitCode.DONE;
  }
}
