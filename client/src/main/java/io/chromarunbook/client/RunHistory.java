package io.chromarunbook.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Temporal recorded of a run and of all its children, from the first event to the last. */
public final class RunHistory {

  private final List<ActivityRun> activities = new ArrayList<>();
  private int events;
  private int largestPayload;

  private record ActivityRun(
      String type, String taskQueue, int attempt, Instant from, Instant to) {}

  private RunHistory() {}

  static RunHistory of(WorkflowClient client, String id) {
    RunHistory history = new RunHistory();
    String first =
        client
            .fetchHistory(id)
            .getEvents()
            .get(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getFirstExecutionRunId();
    history.read(client, id, first);
    return history;
  }

  private void read(WorkflowClient client, String id, String run) {
    Map<Long, ActivityTaskScheduledEventAttributes> scheduled = new HashMap<>();
    Map<Long, HistoryEvent> started = new HashMap<>();
    for (HistoryEvent event : client.fetchHistory(id, run).getEvents()) {
      events++;
      largestPayload = Math.max(largestPayload, largestPayload(event));
      EventType type = event.getEventType();
      if (type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
        scheduled.put(event.getEventId(), event.getActivityTaskScheduledEventAttributes());
      } else if (type == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
        started.put(event.getActivityTaskStartedEventAttributes().getScheduledEventId(), event);
      } else if (type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
        long number = event.getActivityTaskCompletedEventAttributes().getScheduledEventId();
        add(scheduled.get(number), started.get(number), event);
      } else if (type == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED) {
        WorkflowExecution child =
            event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution();
        read(client, child.getWorkflowId(), child.getRunId());
      } else if (type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW) {
        read(
            client,
            id,
            event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId());
      }
    }
  }

  private void add(
      ActivityTaskScheduledEventAttributes what, HistoryEvent begun, HistoryEvent ended) {
    activities.add(
        new ActivityRun(
            what.getActivityType().getName(),
            what.getTaskQueue().getName(),
            begun.getActivityTaskStartedEventAttributes().getAttempt(),
            instant(begun.getEventTime()),
            instant(ended.getEventTime())));
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static int largestPayload(Message message) {
    if (message instanceof Payload payload) {
      return payload.getData().size();
    }
    int largest = 0;
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      List<?> values =
          field.getValue() instanceof List<?> several ? several : List.of(field.getValue());
      for (Object value : values) {
        if (value instanceof Message part) {
          largest = Math.max(largest, largestPayload(part));
        }
      }
    }
    return largest;
  }

  /** How many activities of these types needed more than one attempt. */
  public int repeated(Set<String> types) {
    return (int)
        activities.stream()
            .filter(activity -> types.contains(activity.type()) && activity.attempt() > 1)
            .count();
  }

  /** Number of events. */
  public int events() {
    return events;
  }

  /** Bytes of the largest single value. */
  public int largestPayload() {
    return largestPayload;
  }

  /** Seconds each type of activity of this queue ran within this time, by its name. */
  public Map<String, Double> secondsByActivity(String taskQueue, Instant from, Instant to) {
    return activities.stream()
        .filter(activity -> activity.taskQueue().equals(taskQueue))
        .filter(activity -> !activity.from().isBefore(from) && !activity.to().isAfter(to))
        .collect(
            Collectors.groupingBy(
                ActivityRun::type,
                TreeMap::new,
                Collectors.summingDouble(
                    activity ->
                        Duration.between(activity.from(), activity.to()).toMillis() / 1_000.0)));
  }

  /** Share of this time in which no activity of these types ran, from 0 to 1. */
  public double idleShare(Set<String> types, Instant from, Instant to) {
    Duration busy = Duration.ZERO;
    Instant covered = from;
    List<ActivityRun> inOrder =
        activities.stream()
            .filter(activity -> types.contains(activity.type()))
            .sorted(Comparator.comparing(ActivityRun::from))
            .toList();
    for (ActivityRun activity : inOrder) {
      Instant start = later(covered, activity.from());
      Instant end = activity.to().isBefore(to) ? activity.to() : to;
      if (end.isAfter(start)) {
        busy = busy.plus(Duration.between(start, end));
        covered = end;
      }
    }
    double whole = Duration.between(from, to).toNanos();
    return whole <= 0 ? 0 : 1 - busy.toNanos() / whole;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
