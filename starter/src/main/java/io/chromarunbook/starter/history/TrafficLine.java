package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.text.Sentence;
import java.time.Instant;

/** What an action on traffic came to. */
final class TrafficLine {

  private TrafficLine() {}

  /** Of an action, with its result. */
  static HistoryLine of(Instant at, String action, JsonNode result) {
    String message = plain(result.path("message").asText(""));
    String words =
        switch (result.path("state").asText()) {
          case "DONE", "ALREADY" -> message.isEmpty() ? action + " is done" : message;
          case "NEEDS_CONFIRMATION" ->
              action + " waits for a person to do it, or to say that it is done: " + message;
          case "FAILED" -> action + " failed: " + message;
          default -> action + " was begun, and what came of it is not written down";
        };
    return HistoryLine.of(at, kind(action), words);
  }

  static Kind kind(String action) {
    return switch (action) {
      case "freeze", "thaw" -> Kind.FREEZE;
      case "revert" -> Kind.ROLLBACK;
      default -> Kind.CUTOVER;
    };
  }

  /** A sentence without its full stop. */
  static String plain(String sentence) {
    return Sentence.within(sentence.strip());
  }
}
