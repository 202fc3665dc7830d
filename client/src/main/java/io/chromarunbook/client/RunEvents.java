package io.chromarunbook.client;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;

/** The events of a run, over all runs of its workflow: a long one goes on as a new one. */
final class RunEvents {

  private RunEvents() {}

  static List<HistoryEvent> of(WorkflowClient client, KnownRun run) {
    List<HistoryEvent> events = new ArrayList<>();
    String next = run.firstRun();
    while (!next.isEmpty()) {
      List<HistoryEvent> part = client.fetchHistory(run.id(), next).getEvents();
      events.addAll(part);
      next = part.isEmpty() ? "" : successor(part.get(part.size() - 1));
    }
    return events;
  }

  private static String successor(HistoryEvent last) {
    return last.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW
        ? last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
        : "";
  }
}
