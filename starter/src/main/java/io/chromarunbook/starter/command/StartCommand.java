package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.HeldLocks;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockText;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.PlanSight;
import io.chromarunbook.workflows.text.Counts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Checks a plan and starts its migration.")
@Guide(
    group = CommandGroup.RUN,
    who =
        "anybody; whoever --by names does not count at a gate then, unless the plan sets gates.fourEyes to false",
    changes =
        "spends the id and runs until people are asked; with --dry-run it spends no id and changes nothing but a scratch collection at the target, which it removes",
    examples = {"start plan.yaml --dry-run --wait", "start plan.yaml --by ann"})
final class StartCommand extends Verb {

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  private Path file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The migration's id, instead of the plan's; used once.")
  private String id;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who starts it; with gates.fourEyes that person's answers do not count.")
  private String by;

  @Option(names = "--dry-run", description = "The checklist alone: nothing is changed or asked.")
  private boolean dryRun;

  @Option(
      names = "--replaces",
      paramLabel = "ID",
      description = "A closed migration whose collections at the target make room for this one's.")
  private String replaces;

  @Option(names = "--wait", description = "Follow it to the end: exit 0 for GO, 1 for all else.")
  private boolean wait;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  StartCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try {
      return start();
    } catch (PlanFailure e) {
      if (!json) {
        throw e;
      }
      session().answer(PlanErrors.of(e));
      return e.exitCode();
    }
  }

  private int start() {
    PlanFile written = PlanFile.read(file);
    PlanFile plan = id == null ? written : written.withId(id);
    String migration = plan.plan().migration();
    NewRun.Workflow workflow = dryRun ? NewRun.Workflow.DRY_RUN : NewRun.Workflow.RUNBOOK;
    if (!dryRun) {
      mustBeUnused(migration);
    }
    if (replaces != null) {
      mustMakeRoom();
    }
    if (!dryRun) {
      mustBeFree(plan.plan().source());
      mustBeFree(plan.plan().target());
    }
    CheckedPlan checked = checked(plan);
    if (!dryRun && by != null) {
      mustFindPeopleBeside(by, plan.plan());
    }
    String runId = dryRun ? session().register().nextDryRun(migration) : migration;
    session()
        .register()
        .start(
            new NewRun(
                runId,
                workflow,
                MigrationRequest.of(plan.plan(), checked.planDigest(), by, replaces),
                file.toAbsolutePath().normalize().toString(),
                session().environment().getOrDefault("USER", "")));
    return wait ? follow(runId, checked) : announce(runId, checked);
  }

  /** Where no worker looks, this process does: an id is not spent on what it sees to be missing. */
  private CheckedPlan checked(PlanFile plan) {
    PlanCheck check = session().planCheck();
    List<PlanProblem> missing =
        SoughtOut.byWorker(session(), plan.plan())
            .sight()
            .map(PlanSight::problems)
            .orElseGet(() -> fromHere(check.notFoundFromHere(plan.plan())));
    return check.check(
        plan, replaces == null ? PlanCheck.Purpose.START : PlanCheck.Purpose.REPLACEMENT, missing);
  }

  private static List<PlanProblem> fromHere(List<PlanProblem> problems) {
    String why =
        " No worker runs, so this command looked for it; start one with " + Commands.of("up");
    return problems.stream()
        .map(problem -> PlanProblem.of(problem.key(), problem.message() + why))
        .toList();
  }

  private void mustBeUnused(String migration) {
    if (session().register().used(migration)) {
      throw session()
          .register()
          .usedId(
              StartLine.of(file.toString(), migration)
                  .replacing(replaces == null ? "" : replaces)
                  .by(by == null ? "" : by));
    }
  }

  /** That a gate cannot be passed whoever starts the run, the plan's check has said by then. */
  private static void mustFindPeopleBeside(String starter, Plan plan) {
    FourEyes.objection(plan, starter)
        .ifPresent(
            objection -> {
              throw Failure.refused("Nothing was started: " + objection);
            });
  }

  /** The run itself takes the lock; here its id is not spent yet. */
  private void mustBeFree(ServerPlan server) {
    LockedPlace place = LockedPlace.of(server);
    HeldLocks locks = migrations().locks();
    Optional<LockHolder> first = locks.holder(place);
    first.ifPresent(
        holder ->
            EndingRun.await(
                session(), holder.migration(), () -> !locks.anyStillHeld(List.of(holder))));
    (first.isEmpty() ? first : locks.holder(place))
        .ifPresent(
            holder -> {
              String since = Times.local().of(holder.since(), Instant.now());
              throw Failure.refused("Nothing was started: " + LockText.refusal(holder, since));
            });
  }

  /** The run itself looks again, by what is at the target; here nothing is frozen yet. */
  private void mustMakeRoom() {
    EndingRun.await(
        session(), replaces, () -> migrations().known(replaces).filter(KnownRun::open).isEmpty());
    RunAtHand earlier = RunAtHand.of(session(), replaces);
    earlier.mustBeOurs();
    if (earlier.standing() instanceof RunStanding.Open open) {
      throw Failure.refused(
          "The migration "
              + replaces
              + " is not closed, so nothing may take its place; "
              + (open.run().state().equals(RunState.COMPLETED.name())
                  ? "applications use its collections: go back first with "
                      + Commands.of("rollback " + replaces + " --by NAME")
                  : "end it first with " + Commands.of("abort " + replaces + " --by NAME")));
    }
    RecordedRun recorded =
        earlier
            .recorded()
            .orElseThrow(
                () ->
                    Failure.refused(
                        "The folder of the migration "
                            + replaces
                            + " is not in "
                            + session().home().root()
                            + ", so nothing at the target can be shown to be its own; set"
                            + " RUNBOOK_HOME to the home it ran in"));
    NotUndone left = recorded.leftBehind();
    if (left.switchedSince() != null) {
      throw Failure.refused(
          "Applications "
              + (left.switchCertain() ? "use" : "may use")
              + " the collections of the migration "
              + replaces
              + " since "
              + Times.local().of(left.switchedSince(), Instant.now())
              + ", so they do not make room for others; "
              + (left.breakGlass() == null
                  ? ""
                  : "go back first with " + Commands.breakGlass(left.breakGlass()) + ", or ")
              + "give the new ones other names in collections.rename");
    }
  }

  private int announce(String runId, CheckedPlan checked) {
    if (json) {
      session().answer(document(runId, checked));
      return ExitCode.DONE;
    }
    introduce(terminal(), runId, checked);
    say("Next: " + terminal().paint().accent(Commands.of("status " + runId + " --watch")));
    if (migrations().workerLastSeen().isEmpty()) {
      terminal()
          .complain(
              "No worker is there yet, so nothing happens until you start one with "
                  + Commands.of("up"));
    }
    return ExitCode.DONE;
  }

  private void introduce(Terminal to, String runId, CheckedPlan checked) {
    to.say(
        (dryRun ? "Started the dry-run " : "Started the migration ")
            + to.paint().bold(runId)
            + ": "
            + Counts.of(checked.records(), "record")
            + " in "
            + Counts.of(checked.collections().size(), "collection")
            + ".");
    to.say("Temporal: " + migrations().place());
    String ui = migrations().ui(runId);
    if (!ui.isEmpty()) {
      to.say("Temporal UI: " + ui);
    }
  }

  private ObjectNode document(String runId, CheckedPlan checked) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("migration", runId);
    document.put("plan", file.toAbsolutePath().normalize().toString());
    document.put("planDigest", checked.planDigest());
    document.put("temporalUi", migrations().ui(runId));
    document.set("temporal", StatusDocument.temporal(migrations()));
    document.put("home", session().home().id());
    document.put("next", Commands.of("status " + runId));
    return document;
  }

  private int follow(String runId, CheckedPlan checked) {
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    introduce(narration, runId, checked);
    MigrationStatus last;
    try (Farewell farewell = Farewell.of(terminal(), runId)) {
      last =
          new Follower(migrations(), Follower.PACE)
              .toTheEnd(runId, Ends.narrating(session(), narration, terminal()));
      farewell.spare();
    }
    if (json) {
      session().answer(StatusDocument.of(last, migrations().describe(runId), migrations()));
    } else {
      say("Report: " + Commands.of("report " + runId));
    }
    return Ends.exitCode(last);
  }
}
