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
      PlanCommand.class,
      DocsCommand.class,
      StartCommand.class,
      ConvertCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      AbortCommand.class,
      RollbackCommand.class,
      CloseCommand.class,
      TakeOverCommand.class,
      EvidenceCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      DecideCommand.class,
      RetryCommand.class,
      AmendCommand.class,
      ConfirmCommand.class,
      StatusCommand.class,
      DiagnoseCommand.class,
      ListCommand.class,
      HistoryCommand.class,
      ReportCommand.class,
      AssessCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      QuarantineCommand.class,
      CheckpointCommand.class,
      SnapshotCommand.class,
      PutBackCommand.class,
      KeyCommand.class,
      FreezeCommand.class,
      ThawCommand.class,
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      DoctorCommand.class,
      ServerCommand.class,
      WorkerCommand.class,
      GateCommand.class,
      BenchCommand.class,
      HelpCommand.class,
      CompletionCommand.class
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
      "Exit codes: 0 done, 1 ended otherwise than by GO, 2 wrong usage, 3 a server is unreachable, 4 refused, 5 data error, 70 a defect of ours. Files live in RUNBOOK_HOME (./.runbook)."
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
