package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import java.time.Instant;
import java.util.Optional;

/** What people were told, where nothing else of the run's story says it. */
final class NoticeLine {

  private NoticeLine() {}

  /** Of a notice; nothing where it only asks, or tells of what its own line tells. */
  static Optional<HistoryLine> of(Instant at, JsonNode notice) {
    return of(at, notice.path("subject").asText(""), notice.path("text").asText(""));
  }

  /**
   * The same of its parts.
   *
   * @param about the migration and what it is about
   */
  static Optional<HistoryLine> of(Instant at, String about, String text) {
    String subject = about.substring(about.indexOf(": ") + 1).strip();
    if (subject.startsWith("gate ")
        || subject.equals("roles and window")
        || subject.equals("completed")
        || subject.equals("rolled back")
        || subject.equals("stopped")) {
      return Optional.empty();
    }
    return Optional.of(HistoryLine.of(at, kind(subject), TrafficLine.plain(words(subject, text))));
  }

  private static Kind kind(String subject) {
    if (subject.startsWith("outage")) {
      return Kind.OUTAGE;
    }
    if (subject.startsWith("HOLD")) {
      return Kind.HOLD;
    }
    if (subject.equals("rolling back")) {
      return Kind.ROLLBACK;
    }
    return subject.contains("freeze") && !subject.startsWith("confirm") ? Kind.FREEZE : Kind.NOTICE;
  }

  private static String words(String subject, String text) {
    // The text of an outage says it all, and that of a HOLD why.
    if (subject.startsWith("outage")) {
      return text;
    }
    return subject.startsWith("HOLD") ? "HOLD: " + text : subject + ": " + text;
  }
}
