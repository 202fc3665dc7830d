package io.chromarunbook.starter.command;

import io.chromarunbook.starter.bench.GateBench;
import io.chromarunbook.starter.bench.GateBenchReport;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    description =
        "Measures what a gate costs before a Chroma 1.5.9 on this machine: the same requests with it and without it, by turns.")
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "starts a server and gates of its own, and ends them",
    examples = "bench gate --rounds 5 --json")
final class BenchGateCommand extends Verb {

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each way is measured, by turns; 3 by default, at most 100.")
  private int rounds;

  @Option(
      names = "--json",
      description = "Answer with one JSON object at the end; progress goes to the error output.")
  private boolean json;

  BenchGateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > 100) {
      throw Failure.usage("--rounds must be between 1 and 100, was " + rounds);
    }
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    GateBenchReport report =
        new GateBench(rounds, narration, session().home().root(), session().environment())
            .measure();
    if (json) {
      session().answer(report);
    } else {
      say("");
      terminal().say(report.lines());
    }
    return ExitCode.DONE;
  }
}
