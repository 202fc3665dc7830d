package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    synopsisSubcommandLabel = "init|check",
    description = "Writes and checks plans.",
    subcommands = {PlanInitCommand.class, PlanCheckCommand.class})
@Guide(
    group = CommandGroup.RUN,
    who = "anybody",
    changes = "nothing; init writes the plan's file",
    examples = {
      "plan init --source http://old:8000 --target http://new:8000 -o plan.yaml",
      "plan check plan.yaml"
    })
final class PlanCommand extends Verb {

  @Spec private CommandSpec spec;

  PlanCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
