package io.chromarunbook.activities.notify;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.NotificationActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notices every way the plan names, and to the log in any case. */
public final class NotificationActivitiesImpl implements NotificationActivities {

  private static final Logger LOG = LoggerFactory.getLogger(NotificationActivitiesImpl.class);

  private final Runs runs;
  private final Webhook webhook = new Webhook();

  public NotificationActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void tell(RunReference reference, Notice notice) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          tell(run, attempt, notice);
          return null;
        });
  }

  private void tell(OpenRun run, Attempt attempt, Notice notice) {
    NoticeText text = new NoticeText(notice, run.plan(), Instant.now());
    LOG.info("{}", text.plain());
    List<String> failures = new ArrayList<>();
    for (NotificationPlan way : run.plan().notifications()) {
      attempt.throwIfCancelled();
      try {
        if (way.webhook() != null) {
          webhook.post(run.secrets().resolve(way.webhook()), json(run, notice, text.forChats()));
        } else {
          new NotificationCommand(way.command(), run.folder().notificationLog(), run.mask())
              .run(json(run, notice, text.plain()), attempt::throwIfCancelled);
        }
      } catch (NotToldException e) {
        failures.add(name(way) + " " + e.getMessage());
      } catch (ApplicationFailure e) {
        // A secret that is not there must not keep the other ways from being tried.
        failures.add(name(way) + " failed: " + e.getOriginalMessage());
      }
    }
    if (!failures.isEmpty()) {
      String message =
          "The notice '"
              + notice.subject()
              + "' did not get through: "
              + String.join("; ", failures);
      LOG.warn("{}", message);
      throw FailureKind.UNREACHABLE.failure(message, null);
    }
  }

  private static String name(NotificationPlan way) {
    return way.webhook() != null
        ? "the webhook from " + way.webhook()
        : "the command " + way.command().get(0);
  }

  private static String json(OpenRun run, Notice notice, String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("migration", run.plan().migration());
    fields.put("subject", notice.subject());
    fields.put("text", text);
    fields.put("roles", notice.roles());
    fields.put("until", notice.until());
    fields.put("otherwise", notice.otherwise());
    fields.put("next", notice.next().isEmpty() ? "" : RunbookCommand.of(notice.next().get(0)));
    fields.put("nextActions", notice.next());
    try {
      return Json.MAPPER.writeValueAsString(fields);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a notice is text", e);
    }
  }
}
