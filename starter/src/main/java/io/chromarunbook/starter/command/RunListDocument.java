package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.history.FolderHistory;
import io.chromarunbook.starter.history.RunLine;
import io.chromarunbook.workflows.plan.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code list --json} answers. */
final class RunListDocument {

  private RunListDocument() {}

  /**
   * Of these runs.
   *
   * @param problem why Temporal was not asked; empty where it was
   */
  static ObjectNode of(List<RunLine> lines, Session session, String problem) {
    Instant now = Instant.now();
    Optional<String> ours = Belonging.home(session.home(), session.environment());
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("asOf", now.toString());
    document.set("temporal", temporal(session, problem));
    document.put("home", ours.orElse(null));
    ArrayNode migrations = document.putArray("migrations");
    for (RunLine line : lines) {
      ObjectNode one = migrations.addObject();
      one.put("id", line.id());
      one.put("state", line.state().isEmpty() ? null : line.state());
      one.put("step", line.step().isEmpty() ? null : line.step());
      one.set("awaiting", Json.MAPPER.valueToTree(line.awaiting()));
      one.put("startedAt", line.startedAt().toString());
      one.put("endedAt", line.endedAt() == null ? null : line.endedAt().toString());
      one.put("ageSeconds", Duration.between(line.startedAt(), now).toSeconds());
      one.put("home", line.home().isEmpty() ? null : line.home());
      if (line.home().isEmpty()) {
        one.putNull("ours");
      } else {
        one.put("ours", ours.filter(line.home()::equals).isPresent());
      }
      one.put("source", line.source().name());
      one.put("asOf", line.asOf() == null ? null : line.asOf().toString());
    }
    return document;
  }

  /** Whether Temporal was asked, and where it is or why not. */
  static JsonNode temporal(Session session, String problem) {
    ObjectNode temporal =
        problem.isEmpty()
            ? (ObjectNode) StatusDocument.temporal(session.migrations())
            : Json.MAPPER.createObjectNode();
    temporal.put("answers", problem.isEmpty());
    temporal.put("problem", problem.isEmpty() ? null : problem);
    temporal.put(
        "silentSince",
        problem.isEmpty()
            ? null
            : FolderHistory.temporalSilentSince(session.home())
                .map(Instant::toString)
                .orElse(null));
    return temporal;
  }
}
