package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import java.time.Instant;
import java.util.Optional;

/** How a run ended. */
final class EndLine {

  private EndLine() {}

  /** Of what it shows of itself; nothing where it has not ended. */
  static Optional<HistoryLine> of(Instant at, JsonNode status) {
    String state = status.path("state").asText("");
    if (!TemporalHistory.ended(state)) {
      return Optional.empty();
    }
    String decision = status.path("decision").asText("");
    String reason = status.path("reason").asText("");
    return Optional.of(
        HistoryLine.of(
            at,
            Kind.ENDED,
            state
                + (status.path("decision").isTextual() ? ", decision " + decision : "")
                + (reason.isEmpty() ? "" : ": " + reason)));
  }
}
