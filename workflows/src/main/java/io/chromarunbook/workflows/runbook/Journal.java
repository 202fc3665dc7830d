package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.Event;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/** What a reader of the report must know, kept bounded: the last of each kind. */
final class Journal {

  private static final int MOST_OF_A_KIND = 100;
  private static final int LONGEST = 300;

  private final List<Event> events;

  Journal(MigrationState state) {
    this.events = state.events;
  }

  /** Something that is not as the runbook plans it. */
  void deviation(String text) {
    add("deviation", "", text);
  }

  /** Something does not move, or moves again. */
  void outage(String text) {
    add(Event.OUTAGE, "", text);
  }

  /** A message that does not count. */
  void refused(String by, String text) {
    add("refused", by, text);
  }

  /** A person's order. */
  void order(String by, String text) {
    add("order", by, text);
  }

  /** What was decided. */
  void decision(String by, String text) {
    add("decision", by, text);
  }

  private void add(String kind, String by, String text) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    events.add(new Event(now, kind, by == null ? "" : by, bounded));
    if (events.stream().filter(event -> event.kind().equals(kind)).count() > MOST_OF_A_KIND) {
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).kind().equals(kind)) {
          events.remove(i);
          return;
        }
      }
    }
  }
}
