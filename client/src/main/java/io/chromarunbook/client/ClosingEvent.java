package io.chromarunbook.client;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionTerminatedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The last thing Temporal recorded of a run that it closed. */
final class ClosingEvent {

  private static final int SECONDS = 5;

  private ClosingEvent() {}

  /** Why it closed, as far as anybody said; empty where nobody did. */
  static String reason(WorkflowClient client, String id) {
    List<HistoryEvent> last =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                    .setHistoryEventFilterType(
                        HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                    .build())
            .getHistory()
            .getEventsList();
    return last.isEmpty() ? "" : reason(last.get(last.size() - 1));
  }

  private static String reason(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED -> {
        WorkflowExecutionTerminatedEventAttributes terminated =
            event.getWorkflowExecutionTerminatedEventAttributes();
        String by = terminated.getIdentity().isEmpty() ? "" : "by " + terminated.getIdentity();
        yield terminated.getReason().isEmpty()
            ? by
            : terminated.getReason() + (by.isEmpty() ? "" : ", " + by);
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
          event.getWorkflowExecutionFailedEventAttributes().getFailure().getMessage();
      default -> "";
    };
  }
}
