package io.chromarunbook.starter.command;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.starter.demo.DemoFolder;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.StackNarrator;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description =
        "Stops what up and demo started; migrations that run go on where they were after up.")
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "Temporal, workers and demo servers of this home stop; nothing is lost",
    examples = "down")
final class DownCommand extends Verb {

  @Option(names = "--demos", description = "Stop only what demos started; what up started goes on.")
  private boolean demos;

  DownCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    StackNarrator narrator = new StackNarrator(terminal());
    Path home = session().home().root();
    DemoFolder.stopAll(home, narrator, session().environment());
    if (demos) {
      say("No demo runs here any more; all other things go on.");
      return ExitCode.DONE;
    }
    LocalStack.in(home, narrator, session().environment()).stop();
    say("Nothing of ours runs here any more; all data stay.");
    return ExitCode.DONE;
  }
}
