package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.status.RunbookCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "confirm",
    description = "Confirms that an action was done by hand.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " confirm kb-to-1x --action freeze --by ed"
    })
final class ConfirmCommand extends Verb {

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(
      names = "--action",
      required = true,
      paramLabel = "ACTION",
      description = "freeze, switch, revert, thaw, restart or verify.")
  private TrafficAction action;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who vouches.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Kept with the confirmation.")
  private String reason;

  @Option(
      names = "--unproven",
      description =
          "Count although a machine finds otherwise; needs --reason, and is shown as vouched for.")
  private boolean unproven;

  ConfirmCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RunAtHand run = RunAtHand.of(session(), id);
    if (run.stranded().isPresent() && run.recorded().isPresent()) {
      return vouch(run);
    }
    return new Messages(session())
        .send(id, "confirm", request -> new Confirmation(request, action, by, reason, unproven));
  }

  /** A run that hears nobody any more still keeps what people undid of it. */
  private int vouch(RunAtHand run) {
    run.mustBeOurs();
    RecordedRun recorded = run.recorded().orElseThrow();
    recorded.vouch(action, by);
    say(
        terminal().paint().good("✓ ")
            + "Written down in "
            + recorded.path()
            + ": "
            + action
            + " was done by hand, as "
            + by
            + " vouches; the run itself hears nobody any more.");
    say("Next: " + terminal().paint().accent(Commands.of("status " + id)));
    return ExitCode.DONE;
  }
}
