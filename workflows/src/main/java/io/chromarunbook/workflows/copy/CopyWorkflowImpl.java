package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.steps.CollectionPage;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Copies collections in the order of the inventory. The next ones are made ready while one is
 * copied, so that the target has something to write while one begins or ends; which of them writes
 * is settled by the workers, and the earlier one comes first.
 */
public final class CopyWorkflowImpl implements CopyWorkflow {

  /**
   * @param workflow of a collection of several parts, which is told to pause
   */
  private record UnderWay(
      CollectionWork collection, Optional<String> workflow, Promise<CollectionOutcome> outcome) {}

  private final CopyRequest request;
  private final ProgressReporter reporter;
  private final Deque<UnderWay> window = new ArrayDeque<>();
  private CopyOutcome done;
  private boolean paused;

  @WorkflowInit
  public CopyWorkflowImpl(CopyRequest request) {
    this.request = request;
    this.reporter = new ProgressReporter(request.run().migration());
    this.done = request.done();
    this.paused = request.paused();
  }

  @Override
  public CopyOutcome copy(CopyRequest same) {
    CancellationScope children = Workflow.newCancellationScope(this::copyAll);
    try {
      children.run();
      return done;
    } finally {
      // A parent that ends terminates its children, whose parts would go on without them.
      children.cancel();
      window.forEach(underWay -> underWay.outcome().getFailure());
      reporter.close();
    }
  }

  private void copyAll() {
    int next = done.next();
    CollectionPage page;
    do {
      page = page(next);
      for (CollectionWork collection : page.collections()) {
        next++;
        if (request.only().isEmpty() || request.only().contains(collection.source())) {
          Workflow.await(() -> !paused);
          window.add(begin(collection, page.recordsTotal()));
          finish(request.ahead());
        } else {
          done = done.skipped();
        }
        if (stopped()) {
          return;
        }
        // Between collections only: a parent that continues as new terminates its children.
        if (Workflow.getInfo().isContinueAsNewSuggested()) {
          finish(0);
          reporter.close();
          continueAsNew();
        }
      }
    } while (!page.collections().isEmpty() && next < page.total());
    finish(0);
  }

  @Override
  public void pause() {
    paused = true;
    forward(true);
  }

  @Override
  public void resume() {
    paused = false;
    forward(false);
  }

  private UnderWay begin(CollectionWork collection, long recordsTotal) {
    // A workflow of its own for one part takes longer than the part.
    return collection.parts() == 1
        ? new UnderWay(collection, Optional.empty(), importWhole(collection))
        : beginWorkflow(collection, recordsTotal);
  }

  private Promise<CollectionOutcome> importWhole(CollectionWork collection) {
    ImportActivities imports =
        Workflow.newActivityStub(
            ImportActivities.class,
            Profiles.data(
                "copy %s (%,d records)".formatted(collection.source(), collection.records())));
    return Async.function(imports::importWhole, request.run(), collection)
        .thenApply(receipt -> new CollectionOutcome(PartSums.NONE.plus(receipt), null, null));
  }

  private UnderWay beginWorkflow(CollectionWork collection, long recordsTotal) {
    String workflow = Names.copy(request.run().migration(), collection.source());
    CollectionWorkflow child =
        Workflow.newChildWorkflowStub(
            CollectionWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(workflow)
                .setStaticSummary(
                    "copy %s (%,d records)".formatted(collection.source(), collection.records()))
                .build());
    long before =
        done.records() + window.stream().mapToLong(each -> each.collection().records()).sum();
    CollectionCopy copy =
        new CollectionCopy(
            request.run(),
            collection,
            request.inFlight(),
            request.ahead(),
            before,
            recordsTotal,
            paused,
            PartSums.NONE);
    return new UnderWay(collection, Optional.of(workflow), Async.function(child::copy, copy));
  }

  /** Awaits the oldest of those under way until no more than so many are left, or all must stop. */
  private void finish(int left) {
    while (window.size() > left && !stopped()) {
      UnderWay oldest = window.element();
      CollectionOutcome outcome = outcome(oldest);
      window.remove();
      record(oldest.collection(), outcome);
    }
  }

  private static CollectionOutcome outcome(UnderWay underWay) {
    try {
      return underWay.outcome().get();
    } catch (ChildWorkflowFailure | ActivityFailure failure) {
      StepFailure why = StepFailure.of(failure);
      return new CollectionOutcome(PartSums.NONE, why.kind(), why.reason());
    }
  }

  private void record(CollectionWork collection, CollectionOutcome outcome) {
    long records = outcome.sums().records();
    if (outcome.failure() == null) {
      done = done.copied(records);
    } else {
      done =
          done.failed(
              records,
              new CopyOutcome.FailedCollection(
                  collection.source(), outcome.failure(), outcome.reason()));
    }
    reporter.gather(
        new CopyProgress(
            done.records(),
            new CollectionStatus(
                collection.source(),
                collection.target(),
                collection.records(),
                outcome.sums().written(),
                outcome.sums().quarantined(),
                outcome.failure() == null
                    ? CollectionStatus.State.COPIED
                    : CollectionStatus.State.FAILED),
            outcome.reason()));
  }

  /** A dead network or a broken glass is no matter of one collection. */
  private boolean stopped() {
    return done.failed().stream()
        .anyMatch(
            failed -> failed.kind() == FailureKind.GAVE_UP || failed.kind() == FailureKind.FENCED);
  }

  private void forward(boolean wanted) {
    List.copyOf(window)
        .forEach(
            underWay ->
                underWay.workflow().ifPresent(workflow -> forward(underWay, workflow, wanted)));
  }

  private void forward(UnderWay child, String workflow, boolean wanted) {
    // A child that is just being started is not there yet.
    while (window.contains(child) && paused == wanted) {
      try {
        Workflow.newUntypedExternalWorkflowStub(workflow).signal(wanted ? "pause" : "resume");
        return;
      } catch (ApplicationFailure | SignalExternalWorkflowException e) {
        Workflow.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private CollectionPage page(int from) {
    return Workflow.newActivityStub(
            ImportActivities.class,
            Profiles.light("list collections, from number " + (from + 1) + " on"))
        .collections(request.run(), from);
  }

  private void continueAsNew() {
    Workflow.newContinueAsNewStub(CopyWorkflow.class)
        .copy(
            new CopyRequest(
                request.run(), request.inFlight(), request.ahead(), request.only(), paused, done));
  }
}
