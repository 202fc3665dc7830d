package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What every chapter of the runbook stands on, and the few ways all of them move. */
final class RunContext {

  private final PlanInForce inForce;
  private final MigrationState state;
  private final Endings endings;
  private final Timeline timeline;
  private final Journal journal;
  private final Waiting waiting;
  private final Notifier notifier;
  private final ProgressTracker progress;
  private final FreezeClock clock;
  private final StatusBoard board;
  private Runnable between = () -> {};

  RunContext(
      PlanInForce inForce,
      MigrationState state,
      Endings endings,
      Timeline timeline,
      Journal journal,
      Waiting waiting,
      Notifier notifier,
      ProgressTracker progress,
      FreezeClock clock,
      StatusBoard board) {
    this.inForce = inForce;
    this.state = state;
    this.endings = endings;
    this.timeline = timeline;
    this.journal = journal;
    this.waiting = waiting;
    this.notifier = notifier;
    this.progress = progress;
    this.clock = clock;
    this.board = board;
  }

  /** The plan the run goes by now. */
  Plan plan() {
    return inForce.plan();
  }

  /** The run, with the digest of that plan. */
  RunReference run() {
    return inForce.run();
  }

  MigrationState state() {
    return state;
  }

  Endings endings() {
    return endings;
  }

  Timeline timeline() {
    return timeline;
  }

  Journal journal() {
    return journal;
  }

  Waiting waiting() {
    return waiting;
  }

  Notifier notifier() {
    return notifier;
  }

  ProgressTracker progress() {
    return progress;
  }

  FreezeClock clock() {
    return clock;
  }

  StatusBoard board() {
    return board;
  }

  /** Has something looked after before each step and each slice: it may hold the run there. */
  void betweenAll(Runnable look) {
    this.between = look;
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
    Workflow.await(() -> !state.timeline.paused);
    timeline.enter(step, as);
    board.publish();
    try {
      between.run();
      timeline.leave(StepLine.State.DONE, work.get());
    } catch (EndOfRun end) {
      leave(state.end.ending);
      throw end;
    } catch (TemporalFailure failure) {
      leave(endings.because(failure));
      throw failure;
    }
    board.publish();
  }

  private void leave(MigrationState.Ending ending) {
    boolean defect = ending.kind() == MigrationState.Ending.Kind.DEFECT;
    timeline.leave(defect ? StepLine.State.FAILED : StepLine.State.STOPPED, ending.reason());
  }

  /** Ends the run where it is too late to freeze the source. */
  void requireInTime() {
    Instant latest = plan().timeline().latestStart();
    if (latest != null && Timeline.now().isAfter(latest)) {
      throw endings.end(
          "It is %s, later than latestStart %s; plan a new window."
              .formatted(UtcTime.words(Timeline.now()), UtcTime.words(latest)));
    }
  }

  /** Ends the run where something found must not be. */
  void requireNoneBlocks(List<Finding> findings) {
    blocking(findings)
        .ifPresent(
            text -> {
              throw endings.end(text);
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
    slices(slice, this::show, between);
  }

  /** Does long work beside what the run does, and tells somebody how far it is. */
  void slicesBeside(Function<Position, Progress> slice, Consumer<Progress> listener) {
    slices(slice, listener, () -> {});
  }

  private void slices(
      Function<Position, Progress> slice, Consumer<Progress> listener, Runnable before) {
    Optional<Position> position = Optional.of(Position.START);
    while (position.isPresent()) {
      Workflow.await(() -> !state.timeline.paused);
      before.run();
      Progress made = slice.apply(position.get());
      listener.accept(made);
      position = made.next();
    }
  }

  /** From now on progress is that of other work, of which so many records are done already. */
  void beginProgress(long done) {
    progress.begin(state.timeline.step, done);
  }

  /** Shows how far work has come. */
  void show(Progress made) {
    progress.show(made);
    board.publish();
  }

  /** Goes on by the amended plan, where people have sent one. */
  void putAmendmentInForce() {
    PlanAmendment amendment = state.amendment.pending;
    if (amendment == null) {
      return;
    }
    Workflow.newActivityStub(
            RunActivities.class, Profiles.light("write amendment " + amendment.number()))
        .amend(inForce.runBy(amendment.plan()), amendment);
    inForce.amend(amendment.plan());
    state.amendment.number = amendment.number();
    state.amendment.pending = null;
  }

  /** What is told on an occasion, with what to do next. */
  Notice notice(Announcement announcement) {
    return announcement.notice(run().migration(), board.next());
  }

  /** Tells what is told on an occasion. */
  void tell(Announcement announcement) {
    notifier.tell(notice(announcement));
  }

  /** A notice for roles, with what to do next. */
  Notice notice(String subject, String text, Role... roles) {
    return Notice.of(
        run().migration() + ": " + subject,
        text,
        List.of(roles).stream().map(Role::label).toList(),
        board.next());
  }

  /** A notice for those who lead the run, and whoever is on call. */
  Notice leaders(String subject, String text) {
    return notice(subject, text, Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL);
  }

  /** Tells those who lead the run, and whoever is on call. */
  void tell(String subject, String text) {
    notifier.tell(leaders(subject, text));
  }

  /** Where a slice begins, as people count. */
  static String text(Position position) {
    return "collection %d, part %d".formatted(position.collection() + 1, position.part() + 1);
  }
}
