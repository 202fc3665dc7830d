package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "gate",
    synopsisSubcommandLabel = "run|status|freeze|thaw|switch|revert|report|journal",
    description =
        "The front door: stands before a Chroma server, refuses writes while it is frozen, and leads to another server once it is switched.",
    subcommands = {
      GateRunCommand.class,
      GateStatusCommand.class,
      GateFreezeCommand.class,
      GateThawCommand.class,
      GateSwitchCommand.class,
      GateRevertCommand.class,
      GateReportCommand.class,
      GateJournalCommand.class
    })
@Guide(
    group = CommandGroup.STACK,
    who = "see each of its commands",
    changes = "see each of its commands",
    examples = "gate status --admin http://127.0.0.1:8081 --token-file gate.token")
final class GateCommand extends Verb {

  @Spec private CommandSpec spec;

  GateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().err());
    return ExitCode.USAGE;
  }
}
