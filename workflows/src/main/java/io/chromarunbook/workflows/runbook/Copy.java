package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.copy.CopyProgress;
import io.chromarunbook.workflows.copy.CopyRequest;
import io.chromarunbook.workflows.copy.CopyWorkflow;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.Lane;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InPlaceActivities;
import io.chromarunbook.workflows.steps.InPlaceReport;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.text.Counts;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Step 3: the copying child, what it tells, and what fails in it. */
final class Copy {

  private final RunContext context;
  private final MigrationState.Copying copy;
  private final CollectionLines collections;
  private final SourceRecheck recheck;
  private final Mending mending;
  private final Holds holds;
  private final String replaces;
  private boolean underWay;

  Copy(
      RunContext context,
      CollectionLines collections,
      SourceRecheck recheck,
      Mending mending,
      Holds holds,
      String replaces) {
    this.context = context;
    this.copy = context.state().copy;
    this.collections = collections;
    this.recheck = recheck;
    this.mending = mending;
    this.holds = holds;
    this.replaces = replaces;
  }

  /** Step 3. */
  void migrate() {
    context.step(
        Step.MIGRATION,
        () -> {
          if (!copy.begun) {
            copy.begun = true;
            if (replaces != null) {
              imports("remove the collections of " + replaces)
                  .discardReplaced(context.run(), replaces);
            }
          }
          if (copy.outcome == null) {
            recheck.begin();
            chooseLane();
            copy.outcome = copy(List.of());
            if (!copy.outcome.failed().isEmpty() && inPlace()) {
              giveUpInPlace(copy.outcome.failed().get(0).reason());
              copy.outcome = copy(List.of());
            }
          }
          holdUntilCopied();
          return Counts.of(context.state().freeze.inventory.records(), "record")
              + " in "
              + Counts.of(context.state().freeze.inventory.collections(), "collection");
        });
  }

  /** Where a copy of the source's directory may become the target's, that is tried first. */
  private void chooseLane() {
    Lane lane = context.plan().laneInForce();
    if (lane == Lane.API || copy.inPlace != null) {
      return;
    }
    copy.inPlace = lane("take the directory in place").take(context.run());
    context
        .journal()
        .decision(
            "",
            (copy.inPlace.taken() ? "In place: " : "Through the API: ") + copy.inPlace.message());
    if (!copy.inPlace.taken() && lane == Lane.IN_PLACE) {
      throw context
          .endings()
          .end("The plan's lane is in-place, which is not possible: " + copy.inPlace.message());
    }
  }

  private boolean inPlace() {
    return copy.inPlace != null && copy.inPlace.taken();
  }

  /** What opened and does not hold what it should goes the other way, by itself. */
  private void giveUpInPlace(String reason) {
    lane("give the directory in place up").giveUp(context.run());
    copy.inPlace = new InPlaceReport(false, "it was taken and given up: " + reason);
    context.journal().deviation("Through the API after all: " + copy.inPlace.message());
  }

  private static InPlaceActivities lane(String summary) {
    return Workflow.newActivityStub(InPlaceActivities.class, Profiles.data(summary));
  }

  /** Removes these collections at the target and copies them anew. */
  void again(List<String> names) {
    List<CollectionWork> work = named(names);
    for (CollectionWork each : work) {
      imports("remove " + each.target() + " to copy it again")
          .discardCollection(context.run(), each);
    }
    if (!work.isEmpty()) {
      copy.outcome = copy(work.stream().map(CollectionWork::source).toList());
      holdUntilCopied();
    }
  }

  private List<CollectionWork> named(List<String> names) {
    List<CollectionWork> found = new ArrayList<>();
    int from = 0;
    while (!names.isEmpty() && from < context.state().freeze.inventory.collections()) {
      List<CollectionWork> page =
          imports("list collections, from number " + (from + 1) + " on")
              .collections(context.run(), from)
              .collections();
      page.stream().filter(work -> names.contains(work.source())).forEach(found::add);
      from += page.size();
    }
    return found;
  }

  private void holdUntilCopied() {
    Optional<String> problem = Optional.empty();
    while (!copy.outcome.failed().isEmpty()) {
      recheck.finish();
      if (!(context.board().judgement().verdict() instanceof Verdict.Hold verdict)) {
        return;
      }
      Verdict.Hold asked =
          problem.map(text -> new Verdict.Hold(text, verdict.remedies())).orElse(verdict);
      problem = holds.decideOrAmend(asked).flatMap(this::failedAgain);
    }
  }

  /** Copies failed collections again; says why it could not be tried. */
  private Optional<String> failedAgain(HoldDecision decision) {
    if (decision.choice() == Choice.REPLAY) {
      Optional<String> problem = mending.replay(decision.collection());
      if (problem.isPresent()) {
        return problem;
      }
    }
    List<String> failed =
        copy.outcome.failed().stream().map(CopyOutcome.FailedCollection::collection).toList();
    List<String> again = decision.collection() == null ? failed : List.of(decision.collection());
    Optional<String> notOurs = forgetLost(again);
    if (notOurs.isPresent()) {
      return notOurs;
    }
    copy.outcome = copy.outcome.retried(again, copy(again));
    holds.became(
        copy.outcome.failed().isEmpty()
            ? "all collections are copied"
            : copy.outcome.failed().size() + " of the collections still fail");
    return Optional.empty();
  }

  /**
   * What is not there any more as this run made it is copied anew only once it is forgotten; says
   * why it cannot be where somebody else has taken the name.
   */
  private Optional<String> forgetLost(List<String> names) {
    List<String> lost =
        copy.outcome.failed().stream()
            .filter(failed -> failed.kind() == FailureKind.NOT_OWNER)
            .map(CopyOutcome.FailedCollection::collection)
            .filter(names::contains)
            .toList();
    try {
      for (CollectionWork each : named(lost)) {
        imports("forget " + each.target() + " to copy it anew")
            .discardCollection(context.run(), each);
      }
      return Optional.empty();
    } catch (ActivityFailure failure) {
      return Optional.of(StepFailure.of(failure).reason());
    }
  }

  private CopyOutcome copy(List<String> only) {
    context.beginProgress(0);
    context.progress().expect(context.state().freeze.inventory.records());
    CopyOutcome outcome = runChild(only);
    for (CopyOutcome.FailedCollection failed : outcome.failed()) {
      if (failed.kind() == FailureKind.GAVE_UP && !inPlace()) {
        throw context.endings().end(Ending.Kind.NETWORK, failed.reason());
      }
      if (failed.kind() == FailureKind.FENCED) {
        throw context.endings().end(failed.reason());
      }
    }
    return outcome;
  }

  private CopyOutcome runChild(List<String> only) {
    CopyWorkflow child =
        Workflow.newChildWorkflowStub(
            CopyWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(Names.copy(context.run().migration()))
                .setStaticSummary(summary(only))
                .build());
    underWay = true;
    try {
      return child.copy(
          new CopyRequest(
              context.run(),
              context.plan().importing().inFlight(),
              context.plan().importing().ahead(),
              only,
              context.state().timeline.paused,
              CopyOutcome.NONE));
    } finally {
      underWay = false;
    }
  }

  private static String summary(List<String> only) {
    return switch (only.size()) {
      case 0 -> "copy all collections";
      case 1 -> "copy again: " + only.get(0);
      default -> "copy %,d collections again".formatted(only.size());
    };
  }

  /** Takes what the copying children tell. */
  void take(List<CopyProgress> told) {
    told.forEach(this::take);
    context.board().publish();
  }

  private void take(CopyProgress told) {
    if (underWay) {
      // Two collections tell in turn, and the one that began earlier may be behind.
      context.progress().reach(told.recordsDone());
    }
    collections.take(told);
    if (told.reason() != null) {
      context
          .journal()
          .deviation("Collection %s failed: %s".formatted(told.collection().name(), told.reason()));
    }
  }

  /** Tells the copying children to stop or go on between parts. */
  void pause(boolean paused) {
    Async.procedure(
        () -> {
          // A message must not wait for this; and a child that is just being started is not there.
          while (underWay && context.state().timeline.paused == paused) {
            try {
              Workflow.newUntypedExternalWorkflowStub(Names.copy(context.run().migration()))
                  .signal(paused ? "pause" : "resume");
              return;
            } catch (ApplicationFailure | SignalExternalWorkflowException e) {
              Workflow.sleep(Duration.ofSeconds(1));
            }
          }
        });
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.data(summary));
  }
}
