package io.chromarunbook.client;

import com.google.protobuf.Timestamp;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingChildExecutionInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks Temporal, and nobody else, what a run and its children wait for. */
final class PendingLook {

  private static final int SECONDS = 5;

  /** Children a look follows: the copy of all collections and those being copied are few. */
  private static final int MOST_WORKFLOWS = 12;

  /** What is tried again and again was asked for lately: retries leave nothing in a history. */
  private static final int EVENTS = 200;

  private static final int MOST_PAGES = 3;

  /** What came last is among so many. */
  private static final int LATEST = 20;

  private final WorkflowClient client;
  private final DataConverter converter;
  private final List<PendingWork> found = new ArrayList<>();
  private int workflows;

  private PendingLook(WorkflowClient client) {
    this.client = client;
    this.converter = client.getOptions().getDataConverter();
  }

  /** What the run of this id waits for; empty where it waits for people or time. */
  static List<PendingWork> at(WorkflowClient client, String id) {
    PendingLook look = new PendingLook(client);
    look.follow(WorkflowExecution.newBuilder().setWorkflowId(id).build());
    return List.copyOf(look.found);
  }

  private void follow(WorkflowExecution execution) {
    if (workflows++ >= MOST_WORKFLOWS) {
      return;
    }
    DescribeWorkflowExecutionResponse described =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setExecution(execution)
                    .build());
    WorkflowExecution exactly = described.getWorkflowExecutionInfo().getExecution();
    Map<String, HistoryEvent> asked = asked(described, exactly);
    for (PendingActivityInfo activity : described.getPendingActivitiesList()) {
      found.add(activity(exactly.getWorkflowId(), activity, asked));
    }
    if (described.hasPendingWorkflowTask() && described.getPendingWorkflowTask().getAttempt() > 1) {
      found.add(ownCode(exactly, described.getPendingWorkflowTask()));
    }
    for (PendingChildExecutionInfo child : described.getPendingChildrenList()) {
      // By its id alone: a child that went on as a new run is followed to that one.
      follow(WorkflowExecution.newBuilder().setWorkflowId(child.getWorkflowId()).build());
    }
  }

  private PendingWork activity(
      String workflow, PendingActivityInfo activity, Map<String, HistoryEvent> asked) {
    Optional<HistoryEvent> event = Optional.ofNullable(asked.get(activity.getActivityId()));
    boolean first = activity.getAttempt() <= 1;
    return new PendingWork(
        workflow,
        activity.getActivityType().getName(),
        event.map(this::summary).orElse(""),
        activity.getAttempt(),
        activity.getState().name().replace("PENDING_ACTIVITY_STATE_", ""),
        event
            .map(HistoryEvent::getEventTime)
            .or(() -> given(first && activity.hasScheduledTime(), activity.getScheduledTime()))
            .map(PendingLook::instant)
            .orElse(null),
        activity.hasLastFailure() ? text(activity.getLastFailure()) : "",
        given(activity.hasNextAttemptScheduleTime(), activity.getNextAttemptScheduleTime())
            .map(PendingLook::instant)
            .orElse(null),
        given(activity.hasLastHeartbeatTime(), activity.getLastHeartbeatTime())
            .map(PendingLook::instant)
            .orElse(null),
        activity.hasHeartbeatDetails() ? beat(activity.getHeartbeatDetails()) : null);
  }

  private PendingWork ownCode(WorkflowExecution execution, PendingWorkflowTaskInfo task) {
    return new PendingWork(
        execution.getWorkflowId(),
        PendingWork.OWN_CODE,
        "the run's own code",
        task.getAttempt(),
        task.getState().name().replace("PENDING_WORKFLOW_TASK_STATE_", ""),
        instant(task.getOriginalScheduledTime()),
        ownFailure(execution),
        null,
        null,
        null);
  }

  /** Why the run's own code failed, of which a history has the first of all attempts in a row. */
  private String ownFailure(WorkflowExecution execution) {
    GetWorkflowExecutionHistoryReverseResponse latest =
        backwards(
            GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(execution)
                .setMaximumPageSize(LATEST)
                .build());
    return latest.getHistory().getEventsList().stream()
        .takeWhile(event -> event.getEventType() != EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .map(event -> text(event.getWorkflowTaskFailedEventAttributes().getFailure()))
        .findFirst()
        .orElse("");
  }

  /** When activities that failed were asked for and what they are called, which only events say. */
  private Map<String, HistoryEvent> asked(
      DescribeWorkflowExecutionResponse described, WorkflowExecution execution) {
    Map<String, HistoryEvent> events = new HashMap<>();
    List<String> missing =
        new ArrayList<>(
            described.getPendingActivitiesList().stream()
                .filter(activity -> activity.getAttempt() > 1 || activity.hasLastFailure())
                .map(PendingActivityInfo::getActivityId)
                .toList());
    GetWorkflowExecutionHistoryReverseRequest.Builder request =
        GetWorkflowExecutionHistoryReverseRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(execution)
            .setMaximumPageSize(EVENTS);
    for (int page = 0; page < MOST_PAGES && !missing.isEmpty(); page++) {
      GetWorkflowExecutionHistoryReverseResponse answer = backwards(request.build());
      for (HistoryEvent event : answer.getHistory().getEventsList()) {
        if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
          String id = event.getActivityTaskScheduledEventAttributes().getActivityId();
          if (missing.remove(id)) {
            events.put(id, event);
          }
        }
      }
      if (answer.getNextPageToken().isEmpty()) {
        break;
      }
      request.setNextPageToken(answer.getNextPageToken());
    }
    return events;
  }

  private GetWorkflowExecutionHistoryReverseResponse backwards(
      GetWorkflowExecutionHistoryReverseRequest request) {
    try {
      return client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
          .getWorkflowExecutionHistoryReverse(request);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        // An old server: what is pending is told without its name and beginning.
        return GetWorkflowExecutionHistoryReverseResponse.getDefaultInstance();
      }
      throw e;
    }
  }

  private String summary(HistoryEvent scheduled) {
    if (!scheduled.getUserMetadata().hasSummary()) {
      return "";
    }
    Payload summary = scheduled.getUserMetadata().getSummary();
    try {
      return Optional.ofNullable(converter.fromPayload(summary, String.class, String.class))
          .orElse("");
    } catch (DataConverterException e) {
      return "";
    }
  }

  private HeartbeatDetails beat(Payloads details) {
    try {
      return converter.fromPayloads(
          0, Optional.of(details), HeartbeatDetails.class, HeartbeatDetails.class);
    } catch (DataConverterException e) {
      // Somebody else's heartbeat, or an earlier release's.
      return null;
    }
  }

  private static String text(Failure failure) {
    // Of a failure with a long trace Temporal keeps a shortened one, below a sentence of its own.
    if (failure.hasServerFailureInfo() && failure.hasCause()) {
      return text(failure.getCause());
    }
    // A time-out says more by what it had seen before.
    return failure.hasCause() && failure.hasTimeoutFailureInfo()
        ? failure.getMessage() + ": " + failure.getCause().getMessage()
        : failure.getMessage();
  }

  private static Optional<Timestamp> given(boolean there, Timestamp time) {
    return there ? Optional.of(time) : Optional.empty();
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
