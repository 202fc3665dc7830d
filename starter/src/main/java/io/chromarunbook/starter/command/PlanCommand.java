package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    description = "Writes and checks plans.",
    synopsisSubcommandLabel = "init|check",
    subcommands = {PlanInitCommand.class, PlanCheckCommand.class},
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " plan check plan.yaml"})
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
