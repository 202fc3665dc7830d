package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person's message to a run.
 *
 * @param name the message's, which is the command's too
 */
record Message(Instant at, String name, JsonNode record) {

  private static final Set<String> ANSWERS = Set.of("approve", "reject");

  private static final Set<String> ALL =
      Set.of(
          "approve",
          "reject",
          "decide",
          "amend",
          "confirm",
          "pause",
          "resume",
          "abort",
          "rollback",
          "close");

  /** The message of this name; nothing where that is none of a person's. */
  static Optional<Message> of(Instant at, String name, JsonNode record) {
    return ALL.contains(name) ? Optional.of(new Message(at, name, record)) : Optional.empty();
  }

  /** With what the run said to it. */
  HistoryLine answered(JsonNode reply) {
    boolean refused = reply.path("reply").asText().equals("refused");
    String said = reply.path(refused ? "reason" : "message").asText("");
    return new HistoryLine(
        at,
        refused ? Kind.REFUSED : kind(),
        by(),
        words() + (said.isEmpty() ? "" : (refused ? ": refused, " : ": ") + said));
  }

  /** As it was sent while no worker answered: what became of it, the run shows. */
  HistoryLine unanswered() {
    return new HistoryLine(at, kind(), by(), words() + ", recorded while no worker answered");
  }

  private Kind kind() {
    if (name.equals("decide")) {
      return Kind.HOLD;
    }
    return ANSWERS.contains(name) ? Kind.ANSWER : Kind.ORDER;
  }

  private String by() {
    return record.path("by").asText("");
  }

  private String words() {
    StringBuilder words = new StringBuilder(name);
    add(words, " ", "gate");
    add(words, " as ", "role");
    add(words, " ", "choice");
    add(words, " ", "action");
    add(words, " of ", "collection");
    String evidence = record.path("evidence").asText("");
    if (!evidence.isEmpty()) {
      words.append(" on the evidence ").append(TemporalHistory.shortened(evidence));
    }
    add(words, ", giving up records: ", "acceptLoss");
    add(words, ", although the source is ", "acceptSource");
    add(words, " (", "comment", ")");
    add(words, " (", "reason", ")");
    return words.toString();
  }

  private void add(StringBuilder words, String before, String key) {
    add(words, before, key, "");
  }

  private void add(StringBuilder words, String before, String key, String after) {
    String value = record.path(key).asText("");
    if (!value.isBlank() && !record.path(key).isNull()) {
      words.append(before).append(value).append(after);
    }
  }
}
