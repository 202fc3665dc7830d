package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.protobuf.Timestamp;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionUpdateAcceptedEventAttributes;
import io.temporal.api.update.v1.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Temporal's events say of a run, in words; no worker is asked. */
public final class TemporalHistory {

  private static final String STATE = "RunbookState";
  private static final String STEP = "RunbookStep";
  private static final String TELL = "NotificationTell";
  private static final String WRITE_EVIDENCE = "ReportWriteEvidence";
  private static final String WRITE_REPORT = "ReportWriteReport";
  private static final String PROVE_FROZEN = "TrafficProveFrozen";

  private final List<HistoryLine> lines = new ArrayList<>();
  private final Map<Long, ActivityTaskScheduledEventAttributes> scheduled = new HashMap<>();
  private final Map<Long, Message> accepted = new HashMap<>();
  private final StepWalk walk = new StepWalk(lines);
  private String frozen = "";

  private TemporalHistory() {}

  /** Of these events of a run, from its first to its last, over all runs of its workflow. */
  public static List<HistoryLine> of(List<HistoryEvent> events) {
    TemporalHistory history = new TemporalHistory();
    events.forEach(history::take);
    // A message stands where it was taken in, though what it came to is recorded later.
    history.lines.sort(Comparator.comparing(HistoryLine::at));
    return history.lines;
  }

  private void take(HistoryEvent event) {
    Instant at = instant(event.getEventTime());
    switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED ->
          started(at, event.getWorkflowExecutionStartedEventAttributes());
      case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES -> {
        Map<String, Payload> shown =
            event
                .getUpsertWorkflowSearchAttributesEventAttributes()
                .getSearchAttributes()
                .getIndexedFieldsMap();
        walk.stands(at, text(shown.get(STEP)), text(shown.get(STATE)));
      }
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> {
        scheduled.put(event.getEventId(), event.getActivityTaskScheduledEventAttributes());
        begun(at, event.getActivityTaskScheduledEventAttributes());
      }
      case EVENT_TYPE_ACTIVITY_TASK_COMPLETED -> {
        long number = event.getActivityTaskCompletedEventAttributes().getScheduledEventId();
        done(
            at,
            scheduled.get(number),
            first(event.getActivityTaskCompletedEventAttributes().getResult()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
          accepted(
              event.getEventId(), at, event.getWorkflowExecutionUpdateAcceptedEventAttributes());
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED -> {
        Message message =
            accepted.remove(
                event.getWorkflowExecutionUpdateCompletedEventAttributes().getAcceptedEventId());
        if (message != null) {
          lines.add(
              message.answered(
                  first(
                      event
                          .getWorkflowExecutionUpdateCompletedEventAttributes()
                          .getOutcome()
                          .getSuccess())));
        }
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
          Message.of(
                  at,
                  event.getWorkflowExecutionSignaledEventAttributes().getSignalName(),
                  first(event.getWorkflowExecutionSignaledEventAttributes().getInput()))
              .ifPresent(message -> lines.add(message.unanswered()));
      case EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED ->
          lines.add(
              new HistoryLine(
                  at,
                  Kind.ORDER,
                  event.getWorkflowExecutionCancelRequestedEventAttributes().getIdentity(),
                  "cancelled through Temporal"
                      + because(
                          event.getWorkflowExecutionCancelRequestedEventAttributes().getCause())));
      case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
          lines.add(
              new HistoryLine(
                  at,
                  Kind.ENDED,
                  event.getWorkflowExecutionTerminatedEventAttributes().getIdentity(),
                  "terminated in Temporal, in the middle of what it did"
                      + because(
                          event.getWorkflowExecutionTerminatedEventAttributes().getReason())));
      case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT ->
          lines.add(HistoryLine.of(at, Kind.ENDED, "ended by Temporal, its time being over"));
      case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
          lines.add(
              HistoryLine.of(
                  at,
                  Kind.ENDED,
                  "failed in Temporal"
                      + because(
                          event
                              .getWorkflowExecutionFailedEventAttributes()
                              .getFailure()
                              .getMessage())));
      default -> {
        // How Temporal does its own work is no part of the story.
      }
    }
  }

  private void started(Instant at, WorkflowExecutionStartedEventAttributes start) {
    if (!start.getContinuedExecutionRunId().isEmpty()) {
      return; // The same run went on.
    }
    JsonNode request = first(start.getInput());
    String plan = text(start.getMemo().getFieldsMap().get("planFile"));
    lines.add(
        new HistoryLine(
            at,
            Kind.STARTED,
            request.path("startedBy").asText(""),
            "started"
                + (plan.isEmpty() ? "" : " from " + plan)
                + ", plan "
                + shortened(request.path("planDigest").asText())
                + (request.path("replaces").asText("").isEmpty()
                    ? ""
                    : ", in place of " + request.path("replaces").asText())));
  }

  private void begun(Instant at, ActivityTaskScheduledEventAttributes activity) {
    JsonNode second = argument(activity, 1);
    switch (activity.getActivityType().getName()) {
      case TELL -> NoticeLine.of(at, second).ifPresent(lines::add);
      case WRITE_EVIDENCE ->
          lines.add(
              HistoryLine.of(
                  at,
                  Kind.GATE,
                  "gate "
                      + second.path("gate").asText()
                      + " asks on the evidence "
                      + shortened(second.path("digest").asText())));
      case WRITE_REPORT -> EndLine.of(at, second).ifPresent(lines::add);
      default -> {
        // What it came to is told when it is done.
      }
    }
  }

  private void done(Instant at, ActivityTaskScheduledEventAttributes activity, JsonNode result) {
    if (activity == null) {
      return;
    }
    String type = activity.getActivityType().getName();
    if (type.equals("TrafficAct")) {
      lines.add(TrafficLine.of(at, argument(activity, 1).asText(), result));
    } else if (type.equals(PROVE_FROZEN)) {
      String state = result.path("state").asText();
      if (!state.equals(frozen)) {
        frozen = state;
        lines.add(
            HistoryLine.of(
                at,
                Kind.FREEZE,
                (state.equals("REFUSED") ? "the freeze is proven" : "the freeze is not proven")
                    + ": "
                    + TrafficLine.plain(result.path("message").asText())));
      }
    }
  }

  private void accepted(
      long number, Instant at, WorkflowExecutionUpdateAcceptedEventAttributes update) {
    Request request = update.getAcceptedRequest();
    Message.of(at, request.getInput().getName(), first(request.getInput().getArgs()))
        .ifPresent(message -> accepted.put(number, message));
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  static String shortened(String digest) {
    return digest.length() <= 12 ? digest : digest.substring(0, 12);
  }

  private static JsonNode argument(ActivityTaskScheduledEventAttributes activity, int index) {
    Payloads input = activity.getInput();
    return input.getPayloadsCount() > index
        ? json(input.getPayloads(index))
        : MissingNode.getInstance();
  }

  private static JsonNode first(Payloads payloads) {
    return payloads.getPayloadsCount() == 0
        ? MissingNode.getInstance()
        : json(payloads.getPayloads(0));
  }

  private static String text(Payload payload) {
    return payload == null ? "" : json(payload).asText("");
  }

  /** What is not JSON was written by somebody else, and says nothing here. */
  private static JsonNode json(Payload payload) {
    try {
      JsonNode node = Json.MAPPER.readTree(payload.getData().toByteArray());
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** Whether this is one of the runbook's states, in which nothing more happens by itself. */
  static boolean ended(String state) {
    for (RunState one : RunState.values()) {
      if (one.name().equals(state)) {
        return one.ended();
      }
    }
    return false;
  }
}
