package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.FreezeCommand;
import io.chromarunbook.starter.offline.ThawCommand;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "runbook",
    description = "Moves every collection from one Chroma server to another, by the runbook.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = About.class,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      DoctorCommand.class,
      ServerCommand.class,
      PlanCommand.class,
      StartCommand.class,
      StatusCommand.class,
      EvidenceCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      DecideCommand.class,
      RetryCommand.class,
      AmendCommand.class,
      ConfirmCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      AbortCommand.class,
      RollbackCommand.class,
      PutBackCommand.class,
      CloseCommand.class,
      TakeOverCommand.class,
      ReportCommand.class,
      QuarantineCommand.class,
      CheckpointCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      SnapshotCommand.class,
      FreezeCommand.class,
      ThawCommand.class,
      BenchCommand.class,
      WorkerCommand.class,
      DemoClientCommand.class,
      WarmUpCommand.class
    },
    footer = {
      "",
      "First time? " + RunbookCommand.PROGRAM + " demo shows a whole migration on this machine.",
      "Your own servers:",
      "  " + RunbookCommand.PROGRAM + " up",
      "  "
          + RunbookCommand.PROGRAM
          + " plan init --source http://OLD:8000 --target http://NEW:8000 -o plan.yaml",
      "  " + RunbookCommand.PROGRAM + " start plan.yaml",
      "  " + RunbookCommand.PROGRAM + " status",
      "",
      "Exit codes: 0 done, 1 ended otherwise than by GO, 2 wrong usage, 3 a server is unreachable,",
      "4 refused, 5 data error, 70 a defect of ours. Files live in RUNBOOK_HOME (./.runbook)."
    })
final class TopCommand extends Verb {

  @Spec private CommandSpec spec;

  TopCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().out());
    return ExitCode.DONE;
  }
}
