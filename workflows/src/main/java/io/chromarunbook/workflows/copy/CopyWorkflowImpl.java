package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.steps.CollectionPage;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;

/** Copies collections in the order of the inventory. */
public final class CopyWorkflowImpl implements CopyWorkflow {

  private final CopyRequest request;
  private final Newsletter newsletter;
  private CopyOutcome done;
  private boolean paused;
  private String underWay;

  @WorkflowInit
  public CopyWorkflowImpl(CopyRequest request) {
    this.request = request;
    this.newsletter = new Newsletter(request.run().migration());
    this.done = request.done();
    this.paused = request.paused();
  }

  @Override
  public CopyOutcome copy(CopyRequest same) {
    for (CollectionPage page = page(); !page.collections().isEmpty(); page = page()) {
      for (CollectionWork collection : page.collections()) {
        if (request.only().isEmpty() || request.only().contains(collection.source())) {
          Workflow.await(() -> !paused);
          copy(collection, page.recordsTotal());
        } else {
          done = done.skipped();
        }
        if (stopped()) {
          return done;
        }
        // Between collections only: a parent that continues as new terminates its children.
        if (Workflow.getInfo().isContinueAsNewSuggested()) {
          continueAsNew();
        }
      }
    }
    return done;
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

  private void copy(CollectionWork collection, long recordsTotal) {
    CollectionOutcome outcome = runChild(collection, recordsTotal);
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
    newsletter.send(
        new CopyNews(
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

  private CollectionOutcome runChild(CollectionWork collection, long recordsTotal) {
    underWay = Names.copy(request.run().migration(), collection.source());
    CollectionWorkflow child =
        Workflow.newChildWorkflowStub(
            CollectionWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(underWay)
                .setStaticSummary(
                    "copy %s (%,d records)".formatted(collection.source(), collection.records()))
                .build());
    try {
      return child.copy(
          new CollectionCopy(
              request.run(),
              collection,
              request.inFlight(),
              done.records(),
              recordsTotal,
              paused,
              PartSums.NONE));
    } catch (ChildWorkflowFailure failure) {
      StepFailure why = StepFailure.of(failure);
      return new CollectionOutcome(PartSums.NONE, why.kind(), why.reason());
    } finally {
      underWay = null;
    }
  }

  /** A dead network or a broken glass is no matter of one collection. */
  private boolean stopped() {
    return done.failed().stream()
        .anyMatch(
            failed -> failed.kind() == FailureKind.GAVE_UP || failed.kind() == FailureKind.FENCED);
  }

  private void forward(boolean wanted) {
    String child = underWay;
    // A child that is just being started is not there yet.
    while (child != null && child.equals(underWay) && paused == wanted) {
      try {
        Workflow.newUntypedExternalWorkflowStub(child).signal(wanted ? "pause" : "resume");
        return;
      } catch (ApplicationFailure | SignalExternalWorkflowException e) {
        Workflow.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private CollectionPage page() {
    return Workflow.newActivityStub(
            ImportActivities.class,
            Profiles.light("list collections, from number " + (done.next() + 1) + " on"))
        .collections(request.run(), done.next());
  }

  private void continueAsNew() {
    Workflow.newContinueAsNewStub(CopyWorkflow.class)
        .copy(new CopyRequest(request.run(), request.inFlight(), request.only(), paused, done));
  }
}
