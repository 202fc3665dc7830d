package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies one collection with a window of parts under way: as many as may write at a time, and those
 * that are read meanwhile, to take over as soon as the target is free.
 */
public final class CollectionWorkflowImpl implements CollectionWorkflow {

  /** So many pieces of news there are at most, however many records are copied. */
  private static final int PLACES = 200;

  private final CollectionCopy request;
  private final CollectionWork collection;
  private final ProgressReporter reporter;
  private final Deque<Promise<PartReceipt>> window = new ArrayDeque<>();
  private PartSums sums;
  private boolean paused;

  @WorkflowInit
  public CollectionWorkflowImpl(CollectionCopy request) {
    this.request = request;
    this.collection = request.collection();
    this.reporter = new ProgressReporter(request.run().migration());
    this.sums = request.done();
    this.paused = request.paused();
  }

  @Override
  public CollectionOutcome copy(CollectionCopy same) {
    try {
      if (sums.parts() == 0) {
        imports("create " + collection.target()).prepareCollection(request.run(), collection);
      }
      copyParts();
      return new CollectionOutcome(sums, null, null);
    } catch (TemporalFailure failure) {
      // No part may still be written when whoever waits for this collection goes on.
      window.forEach(Promise::getFailure);
      StepFailure why = StepFailure.of(failure);
      return new CollectionOutcome(sums, why.kind(), why.reason());
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  private void copyParts() {
    int next = sums.parts();
    while (next < collection.parts() || !window.isEmpty()) {
      while (next < collection.parts() && window.size() < width() && !paused && !ending()) {
        window.add(start(next++));
      }
      if (window.isEmpty()) {
        if (ending()) {
          continueAsNew();
        }
        Workflow.await(() -> !paused);
        continue;
      }
      // The oldest is awaited first: sums then always describe the first parts of the collection.
      sums = sums.plus(window.remove().get());
      // A whole collection is told by whoever waits for it.
      if (sums.parts() < collection.parts()) {
        tell();
      }
      if (window.isEmpty() && Workflow.getInfo().isContinueAsNewSuggested()) {
        continueAsNew();
      }
    }
  }

  private int width() {
    return request.inFlight() + request.ahead();
  }

  /** No further part is started, because this run is long enough and its parts must end first. */
  private boolean ending() {
    return request.ahead() > 0 && Workflow.getInfo().isContinueAsNewSuggested();
  }

  private Promise<PartReceipt> start(int part) {
    RunReference run = request.run();
    String summary = collection.source() + ": part " + (part + 1) + " of " + collection.parts();
    return Async.function(imports(summary)::importPart, run, collection.index(), part);
  }

  private void continueAsNew() {
    Workflow.newContinueAsNewStub(CollectionWorkflow.class)
        .copy(
            new CollectionCopy(
                request.run(),
                collection,
                request.inFlight(),
                request.ahead(),
                request.recordsBefore(),
                request.recordsTotal(),
                paused,
                sums));
  }

  private void tell() {
    long done = request.recordsBefore() + sums.records();
    reporter.tell(
        place(done),
        new CopyProgress(
            done,
            new CollectionStatus(
                collection.source(),
                collection.target(),
                collection.records(),
                sums.written(),
                sums.quarantined(),
                CollectionStatus.State.COPYING),
            null));
  }

  private int place(long done) {
    return request.recordsTotal() == 0 ? PLACES : (int) (done * PLACES / request.recordsTotal());
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.data(summary));
  }
}
