package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.FrontDoor;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.standing.SourceLook;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.ProbeCommand;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves traffic by the plan's commands, and proves at the servers what came of it. */
public final class TrafficActivitiesImpl implements TrafficActivities {

  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(3);

  private final Runs runs;
  private final CommandRunner runner;

  public TrafficActivitiesImpl(Runs runs) {
    this(runs, new CommandRunner(Optional.ofNullable(System.getenv("PATH")).orElse("")));
  }

  TrafficActivitiesImpl(Runs runs, CommandRunner runner) {
    this.runs = runs;
    this.runner = runner;
  }

  @Override
  public BreakGlass writeBreakGlass(RunReference reference) {
    return Attempt.at(
        runs, reference, (run, attempt) -> new BreakGlassFiles(run, Path.of("")).write());
  }

  @Override
  public ActionResult act(RunReference reference, TrafficAction action) {
    return Attempt.at(runs, reference, (run, attempt) -> act(run, attempt, action));
  }

  private ActionResult act(OpenRun run, Attempt attempt, TrafficAction action) {
    if (action == TrafficAction.FREEZE || action == TrafficAction.SWITCH) {
      refuseAfterStop(run, action.toString());
    }
    if (run.plan().doer(action) instanceof Doer.Nobody nobody) {
      return new ActionResult(State.ALREADY, nobody.because());
    }
    String activity = activity();
    Optional<Deed> deed = new Doing(run, attempt, runner).inTurn(action);
    if (deed.isEmpty()) {
      ActionResult asked =
          new ActionResult(State.NEEDS_CONFIRMATION, Instruction.of(run.plan(), action));
      // What a person may have done by now has to be undone as if a command had been run.
      TrafficEntry.attempted(action, activity).finished(asked).write(run.folder());
      return asked;
    }
    return new MachineAction(run, action, deed.get(), activity).perform();
  }

  @Override
  public ActionResult freezeAgain(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          refuseAfterStop(run, TrafficAction.FREEZE.toString());
          // From here on it counts as not done, so that doing it is not refused as somebody's
          // undoing.
          TrafficEntry.attempted(TrafficAction.FREEZE, activity()).write(run.folder());
          return act(run, attempt, TrafficAction.FREEZE);
        });
  }

  @Override
  public ActionResult refuseWritesAtTarget(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          TrafficGate gate = run.plan().traffic().gate();
          if (gate == null) {
            return new ActionResult(State.ALREADY, "The plan has no gate.");
          }
          Turn turn = Turn.take(run.folder().trafficTurn());
          return new GateDeed(run, attempt, gate, TrafficAction.REVERT, turn)
              .refuseWritesAtTarget();
        });
  }

  @Override
  public WayBackRehearsal rehearseWayBack(RunReference reference) {
    return Attempt.at(
        runs, reference, (run, attempt) -> new ReturnRehearsal(run, attempt, runner).take());
  }

  @Override
  public ActionResult check(RunReference reference, TrafficAction action) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) ->
            new ActionCheck(action).said(new Doing(run, attempt, runner).look(action)));
  }

  private static void refuseAfterStop(OpenRun run, String action) {
    if (Files.exists(run.folder().stopWriters())) {
      throw FailureKind.FENCED.failure(
          "This run was stopped ("
              + run.folder().stopWriters()
              + " exists), so "
              + action
              + " is not done any more; a migration of the same data needs a new id.",
          null);
    }
  }

  private static String activity() {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    return info.getWorkflowRunId() + "/" + info.getActivityId();
  }

  @Override
  public FreezeProof proveFrozen(RunReference reference, FreezeProof before) {
    return Attempt.at(runs, reference, (run, attempt) -> proveFrozen(run, attempt, before));
  }

  private FreezeProof proveFrozen(OpenRun run, Attempt attempt, FreezeProof before) {
    FreezeProof probed = FrontDoor.of(run, attempt).proveFrozen(before);
    if (probed.disproves() || run.plan().doer(TrafficAction.FREEZE) instanceof Doer.Nobody) {
      return probed;
    }
    StateReading check =
        new Doing(run, attempt, runner)
            .look(TrafficAction.FREEZE)
            .orElse(new StateReading.NotRead());
    if (check instanceof StateReading.NotThere denied) {
      return new FreezeProof(
          FreezeProof.State.CHECK_DENIES,
          "The plan's own check says that the source is not frozen: "
              + denied.message()
              + ". "
              + probed.message());
    }
    String told =
        check instanceof StateReading.Unreadable unreadable
            ? " The plan's own check could not be read: " + unreadable.message() + "."
            : check instanceof StateReading.There
                ? " The plan's own check says that it is frozen."
                : "";
    return new FreezeProof(
        probed.state(),
        probed.message() + told,
        new RefusalCount(run).sentence(COUNTED_WITHIN).orElse(null));
  }

  @Override
  public FreezeProof lookAtFreeze(RunReference reference, FreezeProof before) {
    Instant end = Instant.now().plus(FrontDoor.GLANCE);
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          FreezeProof seen = FrontDoor.of(run, attempt).lookAtFreeze(before);
          return new FreezeProof(
              seen.state(),
              seen.message(),
              new RefusalCount(run).sentence(Duration.between(Instant.now(), end)).orElse(null));
        });
  }

  @Override
  public SourceStanding proveSource(RunReference reference) {
    return Attempt.at(runs, reference, (run, attempt) -> new SourceLook(run, attempt).look());
  }

  @Override
  public ActionResult restartTarget(RunReference reference) {
    return Attempt.at(runs, reference, this::restartTarget);
  }

  private ActionResult restartTarget(OpenRun run, Attempt attempt) {
    if (run.plan().target().directory() != null) {
      refuseAfterStop(run, "restarting the target");
      return new TargetRestart(run, attempt, () -> restartServed(run)).perform();
    }
    CommandPlan restart = run.plan().target().restart();
    if (restart == null) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "The plan has no target.restart, so that what was migrated survives a restart of the"
              + " target is not proven.");
    }
    refuseAfterStop(run, "restarting the target");
    TrafficCommands commands = TrafficCommands.inTurn(run, attempt, runner);
    return new TargetRestart(run, attempt, new RestartCommand(commands, restart)).perform();
  }

  private static Optional<String> restartServed(OpenRun run) {
    run.directories().restart(run.servedTarget());
    return Optional.empty();
  }

  @Override
  public ActionResult proveThawed(RunReference reference) {
    return Attempt.at(runs, reference, this::proveThawed);
  }

  private ActionResult proveThawed(OpenRun run, Attempt attempt) {
    Path before = run.folder().writesBeforeFreeze();
    ActionResult result =
        FrontDoor.of(run, attempt)
            .proveThawed(
                Files.exists(before) ? DurableFile.readJson(before, FreezeProof.class) : null);
    return result.succeeded()
        ? result
        : new ActionResult(
            result.state(),
            result.message() + " " + Instruction.of(run.plan(), TrafficAction.THAW));
  }

  @Override
  public ActionResult proveTarget(RunReference reference) {
    return Attempt.at(runs, reference, (run, attempt) -> new TargetProof(run, attempt).prove());
  }

  @Override
  public List<Exceeded> probeCommands(RunReference reference) {
    return Attempt.at(runs, reference, this::probeCommands);
  }

  private List<Exceeded> probeCommands(OpenRun run, Attempt attempt) {
    TrafficCommands commands = TrafficCommands.inNobodysTurn(run, attempt, runner);
    List<Exceeded> discontent = new ArrayList<>();
    int number = 0;
    for (ProbeCommand command : run.plan().window().commands()) {
      number++;
      TrafficCommands.Told told =
          commands.look("probe-command-" + number, command.run(), command.timeout());
      if (!told.well()) {
        discontent.add(
            new Exceeded("probe command " + number, command.then(), told.message() + "."));
      }
    }
    return discontent;
  }

  @Override
  public ActionResult acceptance(RunReference reference) {
    return Attempt.at(runs, reference, this::acceptance);
  }

  private ActionResult acceptance(OpenRun run, Attempt attempt) {
    List<CommandPlan> acceptance = run.plan().acceptance();
    if (acceptance.isEmpty()) {
      return new ActionResult(State.DONE, "The plan has no acceptance commands.");
    }
    TrafficCommands commands = TrafficCommands.inTurn(run, attempt, runner);
    int number = 0;
    for (CommandPlan command : acceptance) {
      number++;
      for (List<String> words : List.of(command.run(), command.check())) {
        if (words.isEmpty()) {
          continue;
        }
        TrafficCommands.Told told = commands.run("acceptance-" + number, words, command.timeout());
        if (!told.well()) {
          return new ActionResult(
              State.FAILED,
              "Acceptance command "
                  + number
                  + " of "
                  + acceptance.size()
                  + " failed: "
                  + told.message()
                  + ".");
        }
      }
    }
    return new ActionResult(
        State.DONE, "All " + acceptance.size() + " acceptance commands ended well.");
  }
}
