package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.NotificationActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Tells people, without ever holding up the run or failing it. */
final class Notifier {

  private static final Duration LONGEST_PAUSE = Duration.ofHours(4);
  private static final Duration LONGEST_URGENT_PAUSE = Duration.ofMinutes(40);
  private static final int MOST_TITLE = 100;

  private final PlanInForce inForce;
  private final Journal journal;
  private final Waiting waiting;
  private final List<Promise<Void>> underWay = new ArrayList<>();

  Notifier(PlanInForce inForce, Journal journal, Waiting waiting) {
    this.inForce = inForce;
    this.journal = journal;
    this.waiting = waiting;
  }

  /** Sends a notice on its way. */
  void tell(Notice notice) {
    NotificationActivities notifications =
        Workflow.newActivityStub(
            NotificationActivities.class, Profiles.notice("tell: " + title(notice)));
    Workflow.newDetachedCancellationScope(
            () ->
                underWay.add(
                    Async.procedure(notifications::tell, inForce.run(), notice)
                        .exceptionally(failure -> undelivered(notice, failure))))
        .run();
  }

  /** Sends a notice and says whether it arrived: an empty text, or why not. */
  String reach(Notice notice) {
    try {
      Workflow.newActivityStub(
              NotificationActivities.class, Profiles.notice("tell: " + title(notice)))
          .tell(inForce.run(), notice);
      return "";
    } catch (ActivityFailure failure) {
      return StepFailure.of(failure).reason();
    }
  }

  /**
   * Waits for a condition until a deadline, reminding people with pauses that double.
   *
   * @param reminders the reminder of a number, from 1
   * @return whether the condition came true
   */
  boolean await(
      Instant deadline,
      Duration firstPause,
      IntFunction<Notice> reminders,
      BooleanSupplier condition) {
    Duration pause = firstPause;
    Duration longest = firstPause.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : firstPause;
    for (int number = 1; true; number++) {
      Instant next = Timeline.now().plus(pause);
      boolean last = !next.isBefore(deadline);
      String summary =
          (last ? "deadline: " : "reminder " + number + ": ") + about(reminders.apply(number));
      if (waiting.until(last ? deadline : next, summary, condition)) {
        return true;
      }
      if (last) {
        return false;
      }
      tell(reminders.apply(number));
      pause = min(pause.multipliedBy(2), longest);
    }
  }

  /** Waits for a condition without end, reminding people with pauses that double. */
  void await(Duration firstPause, Supplier<Notice> reminders, BooleanSupplier condition) {
    Duration pause = firstPause;
    for (int number = 1;
        !waiting.until(
            Timeline.now().plus(pause),
            "reminder " + number + ": " + about(reminders.get()),
            condition);
        number++) {
      tell(reminders.get());
      pause = min(pause.multipliedBy(2), LONGEST_URGENT_PAUSE);
    }
  }

  private String about(Notice reminder) {
    return title(reminder).replaceFirst(": reminder$", "");
  }

  /** Waits until every notice on its way has arrived or failed. */
  void settle() {
    underWay.forEach(Promise::getFailure);
    underWay.clear();
  }

  /** The subject as a timeline shows it: short, and without the run, which everybody sees there. */
  private String title(Notice notice) {
    String subject = notice.subject();
    String prefix = inForce.run().migration() + ": ";
    String title = subject.startsWith(prefix) ? subject.substring(prefix.length()) : subject;
    if (title.length() <= MOST_TITLE) {
      return title;
    }
    // Half a character cannot be written.
    boolean splits = Character.isHighSurrogate(title.charAt(MOST_TITLE - 1));
    return title.substring(0, splits ? MOST_TITLE - 1 : MOST_TITLE) + " ...";
  }

  private Void undelivered(Notice notice, Throwable failure) {
    String why =
        failure instanceof ActivityFailure activity
            ? StepFailure.of(activity).reason()
            : failure.getMessage();
    journal.deviation("The notice '%s' was not delivered: %s".formatted(notice.subject(), why));
    return null;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
