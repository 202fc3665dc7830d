package io.chromarunbook.workflows.copy;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the runbook how copying goes, by its workflow id: a stub bound to a first run would miss a
 * run that continued as new. A runbook that is gone is no reason to stop copying.
 *
 * <p>Each message makes Temporal and both workflows work, which is more than copying a small
 * collection is. So news are gathered, and sent no more often than people look.
 */
final class ProgressReporter {

  /** The signal of the runbook that takes what is told. */
  private static final String SIGNAL = "copyProgress";

  /** Nobody sees more than that. */
  private static final Duration BETWEEN_ISSUES = Duration.ofSeconds(2);

  /** With the longest names and reasons it stays below 64 KB. */
  private static final int MOST_IN_ISSUE = 25;

  private final String migration;
  private final List<CopyProgress> gathered = new ArrayList<>();
  private int lastPlace = -1;
  private long lastIssue = Workflow.currentTimeMillis();
  private boolean announced;
  private int underWay;

  ProgressReporter(String migration) {
    this.migration = migration;
  }

  /** Tells how far a collection is, where that is another place than the last one told. */
  void tell(int place, CopyProgress told) {
    if (place > lastPlace && untilNextIssue().isZero()) {
      lastPlace = place;
      lastIssue = Workflow.currentTimeMillis();
      signal(List.of(told));
    }
  }

  /** Tells what happened to a collection, soon. */
  void gather(CopyProgress told) {
    gathered.add(told);
    if (gathered.size() == MOST_IN_ISSUE || told.reason() != null) {
      publish();
    } else if (!announced) {
      announced = true;
      Async.procedure(this::publishInTime);
    }
  }

  /** Returns when everything that was gathered has been told. */
  void close() {
    publish();
    Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> underWay == 0)).run();
  }

  private void publishInTime() {
    Duration wait = untilNextIssue();
    if (!wait.isZero()) {
      Workflow.sleep(wait);
    }
    announced = false;
    publish();
  }

  private void publish() {
    if (!gathered.isEmpty()) {
      List<CopyProgress> issue = List.copyOf(gathered);
      gathered.clear();
      lastIssue = Workflow.currentTimeMillis();
      underWay++;
      // What happened is told even where copying is being cancelled.
      Workflow.newDetachedCancellationScope(() -> signal(issue)).run();
      underWay--;
    }
  }

  private Duration untilNextIssue() {
    long since = Workflow.currentTimeMillis() - lastIssue;
    return Duration.ofMillis(Math.max(0, BETWEEN_ISSUES.toMillis() - since));
  }

  private void signal(List<CopyProgress> told) {
    try {
      Workflow.newUntypedExternalWorkflowStub(migration).signal(SIGNAL, told);
    } catch (ApplicationFailure | SignalExternalWorkflowException e) {
      Workflow.getLogger(ProgressReporter.class).warn("the runbook {} cannot be told", migration);
    }
  }
}
