package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What every phase of the runbook stands on, and the few ways all of them move. */
record RunContext(
    PlanInForce inForce,
    MigrationState state,
    Timeline timeline,
    Journal journal,
    Waiting waiting,
    Notifier notifier,
    Gates gates,
    FreezeBudget freeze,
    StatusBoard board) {

  /** The plan the run goes by now. */
  Plan plan() {
    return inForce.plan();
  }

  /** The run, with the digest of that plan. */
  RunReference run() {
    return inForce.run();
  }

  /** Walks one step, unless an earlier run of this workflow has walked it. */
  void step(Step step, Supplier<String> work) {
    step(step, RunState.RUNNING, work);
  }

  /** Walks one step in a state of its own. */
  void step(Step step, RunState as, Supplier<String> work) {
    if (timeline.done(step)) {
      return;
    }
    Workflow.await(() -> !state.paused);
    timeline.enter(step, as);
    board.publish();
    try {
      timeline.leave(StepLine.State.DONE, work.get());
    } catch (EndOfRun | TemporalFailure end) {
      timeline.leave(StepLine.State.FAILED, state.ending == null ? "" : state.ending.reason());
      throw end;
    }
    board.publish();
  }

  /** Ends the run for a reason. */
  EndOfRun end(String reason) {
    return end(MigrationState.Ending.Kind.NO_GO, reason);
  }

  /** Ends the run for a reason of a kind, unless a person has just ended it. */
  EndOfRun end(MigrationState.Ending.Kind kind, String reason) {
    if (state.ending == null) {
      state.ending = new MigrationState.Ending(kind, "", reason);
    }
    return new EndOfRun();
  }

  /** Ends the run where it is too late to freeze the source. */
  void requireInTime() {
    Instant latest = plan().timeline().latestStart();
    if (latest != null && Timeline.now().isAfter(latest)) {
      throw end(
          "It is %s, later than latestStart %s; plan a new window."
              .formatted(Timeline.now(), latest));
    }
  }

  /** Ends the run where something found must not be. */
  void requireNoneBlocks(List<Finding> findings) {
    blocking(findings)
        .ifPresent(
            text -> {
              throw end(text);
            });
  }

  /** What must not be, in one text. */
  static Optional<String> blocking(List<Finding> findings) {
    List<String> texts = findings.stream().filter(Finding::blocks).map(Finding::message).toList();
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(texts.stream().limit(3).collect(Collectors.joining(" ")));
  }

  /** Does long work slice by slice and shows how far it is. */
  void slices(Function<Position, Progress> slice) {
    beginProgress(0);
    slices(slice, this::show);
  }

  /** Does long work slice by slice and tells somebody how far it is. */
  void slices(Function<Position, Progress> slice, Consumer<Progress> listener) {
    Optional<Position> position = Optional.of(Position.START);
    while (position.isPresent()) {
      Workflow.await(() -> !state.paused);
      Progress progress = slice.apply(position.get());
      listener.accept(progress);
      position = progress.next();
    }
  }

  /** From now on progress is that of other work, of which so many records are done already. */
  void beginProgress(long done) {
    state.recordsDone = done;
    state.progressStep = state.step;
    state.progressFrom = done;
    state.progressSince = Timeline.now();
  }

  /** Shows how far work has come. */
  void show(Progress progress) {
    state.recordsDone = progress.recordsDone();
    state.recordsTotal = progress.recordsTotal();
    state.progressAt = Timeline.now();
    board.publish();
  }

  /**
   * Holds the run until people decide how it goes on.
   *
   * @return what they decided; NO-GO and silence end the run instead
   */
  HoldDecision hold(String reason, HoldDecision.Choice... choices) {
    begin(reason, List.of(choices));
    return endOfHold().orElseThrow();
  }

  /**
   * Holds the run until people decide how it goes on, or amend the plan.
   *
   * @return what they decided; nothing where the plan was amended and is in force now
   */
  Optional<HoldDecision> holdOrAmend(String reason, List<HoldDecision.Choice> choices) {
    begin(reason, choices);
    state.hold.amendable = true;
    return endOfHold();
  }

  private void begin(String reason, List<HoldDecision.Choice> choices) {
    if (state.hold == null) {
      state.hold = new MigrationState.Hold();
      state.hold.reason = reason;
      state.hold.choices.addAll(choices);
      state.hold.deadline = freeze.within(Timeline.now().plus(plan().timeline().hold()));
      journal.deviation("HOLD at step " + state.step.id() + ": " + reason);
      notifier.tell(notice("HOLD: a decision is needed", reason, Role.DBA, Role.OPERATIONS_LEAD));
    }
  }

  private Optional<HoldDecision> endOfHold() {
    timeline.waits(RunState.HOLD);
    board.publish();
    Instant deadline = state.hold.deadline;
    String reason = state.hold.reason;
    boolean decided =
        notifier.await(
            deadline,
            Duration.ofMinutes(5),
            () -> notice("HOLD: still undecided", reason, Role.DBA, Role.OPERATIONS_LEAD),
            () -> state.hold.decided != null || state.amendment != null);
    if (!decided) {
      throw end("Nobody decided by " + deadline + ": " + reason);
    }
    HoldDecision decision = state.hold.decided;
    state.hold = null;
    timeline.works(RunState.RUNNING);
    putAmendmentInForce();
    board.publish();
    return Optional.ofNullable(decision);
  }

  /** Goes on by the amended plan, where people have sent one. */
  void putAmendmentInForce() {
    PlanAmendment amendment = state.amendment;
    if (amendment == null) {
      return;
    }
    Workflow.newActivityStub(
            RunActivities.class, Profiles.light("write amendment " + amendment.number()))
        .amend(inForce.runBy(amendment.plan()), amendment);
    inForce.amend(amendment.plan());
    state.amendments = amendment.number();
    state.amendment = null;
  }

  /** A notice for roles, with the command to type next. */
  Notice notice(String subject, String text, Role... roles) {
    return new Notice(
        run().migration() + ": " + subject,
        text,
        List.of(roles).stream().map(Role::label).toList(),
        board.next());
  }
}
