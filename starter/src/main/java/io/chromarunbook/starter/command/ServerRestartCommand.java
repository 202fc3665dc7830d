package io.chromarunbook.starter.command;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.StackNarrator;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description =
        "Stops a Chroma server of the local stack and starts it again: the same release, data and port.",
    footer = {"", "In a plan: target.restart, so that Step 4 reads what survived a restart."})
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "that server answers nobody for a moment",
    examples = "server restart target --stack .runbook/demo/demo-1")
final class ServerRestartCommand extends Verb {

  @Parameters(paramLabel = "NAME", description = "The server's name in its stack.json.")
  private String name;

  @Option(
      names = "--stack",
      paramLabel = "DIR",
      description = "Where the server was started from; RUNBOOK_HOME if not given.")
  private Path directory;

  ServerRestartCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    ServerEntry server =
        LocalStack.in(
                directory == null ? session().home().root() : directory,
                new StackNarrator(terminal()),
                session().environment())
            .restart(name);
    say("The server " + name + " answers again at " + server.url());
    return ExitCode.DONE;
  }
}
