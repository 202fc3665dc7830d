package io.chromarunbook.starter.command;

import io.chromarunbook.starter.demo.DemoFolder;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.stack.LocalStack;
import io.chromarunbook.starter.terminal.StackNarrator;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description =
        "Stops what up and demo started; migrations that run go on where they were after up.",
    footer = {"", "Example:", "  ./runbook down"})
final class DownCommand extends Verb {

  DownCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    StackNarrator narrator = new StackNarrator(terminal());
    LocalStack.in(session().home().root(), narrator, session().environment()).stop();
    for (DemoFolder demo : DemoFolder.all(session().home().root())) {
      demo.stopClient();
      LocalStack.in(demo.path(), narrator, session().environment()).stop();
    }
    say("Nothing of ours runs here any more; all data stay.");
    return ExitCode.DONE;
  }
}
