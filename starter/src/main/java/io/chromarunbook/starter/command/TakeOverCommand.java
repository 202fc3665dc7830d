package io.chromarunbook.starter.command;

import io.chromarunbook.client.HeldLocks;
import io.chromarunbook.stack.Await;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.lock.LockHolder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "take-over",
    description =
        "Gives up the source and the target that a run still holds which is gone, so that others may work there.",
    footer = {"", "What that run froze or switched is named first."})
@Guide(
    group = CommandGroup.RUN,
    who = "operations-lead or dba",
    changes = "others may work on those servers; what that run froze or switched is not undone",
    examples = "take-over kb-to-1x --by ann --reason 'its Temporal was lost'")
final class TakeOverCommand extends Verb {

  /** A worker takes in that a place is given up within a moment, where there is one. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(paramLabel = "ID", description = "The migration that is gone.")
  private String id;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "Who takes it over: operations-lead or dba of its plan.")
  private String by;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Kept with it.")
  private String reason;

  @Option(
      names = "--still-frozen",
      description = "Although what that run froze or switched is not undone, or not known.")
  private boolean stillFrozen;

  TakeOverCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<LockHolder> held = migrations().locks().heldBy(id);
    // Neither Temporal nor this home may know a run that still holds something.
    Optional<RunAtHand> run =
        held.isEmpty() ? Optional.of(RunAtHand.of(session(), id)) : RunAtHand.find(session(), id);
    run.ifPresent(this::mustBeGone);
    Optional<RecordedRun> recorded = run.flatMap(RunAtHand::recorded);
    recorded.ifPresent(kept -> kept.mustBeLedBy(by, "take over what it holds"));
    if (held.isEmpty()) {
      say("The migration " + id + " holds nothing, so there is nothing to take over.");
      return ExitCode.DONE;
    }
    if (!stillFrozen) {
      mustBeUndone(recorded, held);
    }
    HeldLocks locks = migrations().locks();
    locks.release(held, by, reason);
    boolean free = Await.until(() -> !locks.anyStillHeld(held), PATIENCE);
    String places =
        held.stream()
            .map(one -> one.side() + " " + one.place().words())
            .collect(Collectors.joining(", "));
    if (free) {
      say(terminal().paint().good("✓ ") + "Given up by " + by + " for " + id + ": " + places);
    } else {
      session()
          .undecided(
              "Recorded: "
                  + places
                  + " is given up as soon as a worker is there; start one with "
                  + Commands.of("up"));
    }
    return ExitCode.DONE;
  }

  private void mustBeGone(RunAtHand run) {
    run.mustBeOurs();
    if (run.standing() instanceof RunStanding.Open) {
      throw Failure.refused(
          "The migration "
              + id
              + " is not gone: it gives up its source and its target itself when it ends; see "
              + Commands.of("status " + Commands.word(id)));
    }
  }

  private void mustBeUndone(Optional<RecordedRun> recorded, List<LockHolder> held) {
    if (recorded.isEmpty()) {
      throw Failure.refused(
          "The folder of the migration "
              + id
              + " is not in "
              + session().home().root()
              + " (it worked from the home "
              + held.get(0).home()
              + "), so whether its source is still frozen is not known; set RUNBOOK_HOME to its home,"
              + " or look at the servers and add --still-frozen to take over nevertheless");
    }
    NotUndone left = recorded.get().leftBehind();
    if (left.anything()) {
      throw Failure.refused(
          "The migration "
              + id
              + " left "
              + (left.frozenSince() != null ? "its source frozen" : "applications switched")
              + (left.frozenSince() != null && left.switchedSince() != null
                  ? " and applications switched"
                  : "")
              + "; undo that first"
              + (left.breakGlass() == null ? "" : " with " + Commands.breakGlass(left.breakGlass()))
              + ", or add --still-frozen to leave it as it is");
    }
  }
}
