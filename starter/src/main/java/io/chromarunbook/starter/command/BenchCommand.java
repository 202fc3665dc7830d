package io.chromarunbook.starter.command;

import io.chromarunbook.starter.bench.Bench;
import io.chromarunbook.starter.bench.BenchReport;
import io.chromarunbook.starter.bench.BenchTable;
import io.chromarunbook.starter.bench.BenchWishes;
import io.chromarunbook.starter.bench.InPlaceBench;
import io.chromarunbook.starter.bench.InPlaceBenchReport;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    synopsisSubcommandLabel = "[gate]",
    subcommands = BenchGateCommand.class,
    description =
        "Measures how fast records move from Chroma 0.6.3 to 1.5.9 on this machine: by us, by the plain client loop, and by replaying ready-made bodies, which is the target's limit.")
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "starts servers of its own, and ends them",
    examples = "bench --records 2000 --repetitions 3 --json")
final class BenchCommand extends Verb {

  @Mixin private CorpusSize size;

  @Option(
      names = "--repetitions",
      paramLabel = "R",
      defaultValue = "1",
      description = "How often each of the three runs, by turns; 1 by default, at most 100.")
  private int repetitions;

  @Option(
      names = "--json",
      description = "Answer with one JSON object at the end; progress goes to the error output.")
  private boolean json;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      defaultValue = "api",
      description =
          "api by default; in-place takes the directory of a 0.6.3 in place, and measures that beside the plain client loop.")
  private String lane;

  BenchCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    int records = size.records();
    if (repetitions < 1 || repetitions > 100) {
      throw Failure.usage("--repetitions must be between 1 and 100, was " + repetitions);
    }
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    if (lane.equals("in-place")) {
      return inPlace(narration, records);
    }
    if (!lane.equals("api")) {
      throw Failure.usage("--lane must be api or in-place, was " + lane);
    }
    BenchReport report =
        new Bench(
                new BenchWishes(records, repetitions),
                narration,
                session().home().root(),
                session().environment())
            .measure();
    if (json) {
      session().answer(report);
    } else {
      say("");
      terminal().say(BenchTable.of(report));
    }
    return ExitCode.DONE;
  }

  private int inPlace(Terminal narration, int records) {
    InPlaceBenchReport report =
        new InPlaceBench(
                new BenchWishes(records, repetitions),
                narration,
                session().home().root(),
                session().environment())
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
