package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Confirmation;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "confirm",
    description = {
      "Confirms that an action was done by hand, and waits for the proof.",
      "A confirmation that is not so is refused with what was found instead."
    })
@Guide(
    group = CommandGroup.DECIDE,
    who = "technician or on-call; for a run that is gone operations-lead too",
    changes = "the migration goes on from the action it waits for",
    examples = "confirm kb-to-1x --action freeze --by ed")
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

  @Option(
      names = "--no-wait",
      description = "Do not wait for the proof, only until the migration has the confirmation.")
  private boolean noWait;

  ConfirmCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RunAtHand run = RunAtHand.of(session(), id);
    if (run.stranded().isPresent() && run.recorded().isPresent()) {
      return vouch(run);
    }
    Messages messages = new Messages(session());
    Function<String, Confirmation> confirmation =
        request -> new Confirmation(request, action, by, reason, unproven);
    return noWait
        ? messages.sendWithoutWaiting(id, RunMessage.CONFIRM, confirmation)
        : messages.sendUntilAnswered(id, RunMessage.CONFIRM, confirmation);
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
    session().offer(Commands.of("status " + id));
    return ExitCode.DONE;
  }
}
