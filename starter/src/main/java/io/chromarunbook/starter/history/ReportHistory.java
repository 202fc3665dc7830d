package io.chromarunbook.starter.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run's report says of its course, for when Temporal cannot be asked any more. */
final class ReportHistory {

  private final JsonNode report;
  private final List<HistoryLine> lines = new ArrayList<>();

  private ReportHistory(JsonNode report) {
    this.report = report;
  }

  /** Of a report; nothing where there is none. */
  static List<HistoryLine> of(JsonNode report) {
    ReportHistory history = new ReportHistory(report);
    history.started();
    // Of one moment, what people did comes before the step it led to.
    report.path("gates").forEach(history::gate);
    report.path("holds").forEach(history::hold);
    report.path("events").forEach(history::event);
    report.path("steps").forEach(history::step);
    history.rolledBack();
    history.closed();
    return history.lines;
  }

  private void started() {
    RunFiles.moment(report.path("startedAt"))
        .ifPresent(
            at ->
                lines.add(
                    new HistoryLine(
                        at,
                        Kind.STARTED,
                        report.path("startedBy").asText(""),
                        "started, plan "
                            + TemporalHistory.shortened(report.path("planDigest").asText()))));
  }

  private void step(JsonNode step) {
    Instant begun = RunFiles.moment(step.path("startedAt")).orElse(null);
    if (begun == null) {
      return;
    }
    String name = StepWalk.name(step.path("id").asText());
    double seconds = step.path("workSeconds").asDouble() + step.path("waitSeconds").asDouble();
    String state = step.path("state").asText();
    lines.add(HistoryLine.of(begun, Kind.STEP, name + StepWalk.BEGINS));
    Optional<String> end =
        switch (state) {
          case "done" -> Optional.of(StepWalk.ENDS);
          case "stopped" -> Optional.of(" ends the run, after ");
          case "failed" -> Optional.of(" fails, after ");
          default -> Optional.empty();
        };
    if (end.isPresent()) {
      String note = TrafficLine.plain(step.path("note").asText(""));
      lines.add(
          HistoryLine.of(
              begun.plusMillis(Math.round(seconds * 1_000)),
              Kind.STEP,
              name + end.get() + Durations.words(seconds) + (note.isEmpty() ? "" : ": " + note)));
    }
  }

  private void gate(JsonNode gate) {
    for (JsonNode answer : gate.path("answers")) {
      RunFiles.moment(answer.path("at")).ifPresent(at -> lines.add(answer(at, gate, answer)));
    }
  }

  private static HistoryLine answer(Instant at, JsonNode gate, JsonNode answer) {
    String comment = answer.path("comment").asText("");
    return new HistoryLine(
        at,
        Kind.ANSWER,
        answer.path("by").asText(""),
        answer.path("decision").asText()
            + " "
            + gate.path("id").asText()
            + " as "
            + answer.path("role").asText()
            + " on the evidence "
            + TemporalHistory.shortened(gate.path("evidenceDigest").asText(""))
            + (answer.path("comment").isTextual() && !comment.isBlank()
                ? " (" + comment + ")"
                : ""));
  }

  private void hold(JsonNode hold) {
    RunFiles.moment(hold.path("since"))
        .ifPresent(
            at ->
                lines.add(
                    HistoryLine.of(
                        at,
                        Kind.HOLD,
                        "HOLD at "
                            + StepWalk.name(hold.path("step").asText())
                            + ": "
                            + TrafficLine.plain(hold.path("reason").asText("")))));
    RunFiles.moment(hold.path("decidedAt"))
        .ifPresent(
            at ->
                lines.add(
                    new HistoryLine(
                        at,
                        Kind.HOLD,
                        hold.path("by").asText(""),
                        "decide "
                            + hold.path("choice").asText()
                            + (hold.path("outcome").isTextual()
                                ? ": " + TrafficLine.plain(hold.path("outcome").asText())
                                : ""))));
  }

  private void event(JsonNode event) {
    Instant at = RunFiles.moment(event.path("at")).orElse(null);
    String kind = event.path("kind").asText();
    String by = event.path("by").asText("");
    if (at == null || (kind.equals("decision") && told(at, by))) {
      return; // The gate's answer or the HOLD's decision says it, with more.
    }
    String text = TrafficLine.plain(event.path("text").asText(""));
    Kind as =
        switch (kind) {
          case "order", "decision" -> Kind.ORDER;
          case "refused" -> Kind.REFUSED;
          default -> outage(text) ? Kind.OUTAGE : Kind.NOTICE;
        };
    lines.add(new HistoryLine(at, as, by, as == Kind.REFUSED ? "refused: " + text : text));
  }

  private boolean told(Instant at, String by) {
    return lines.stream().anyMatch(line -> line.at().equals(at) && line.by().equals(by));
  }

  private static boolean outage(String text) {
    return text.contains(" since ")
        && (text.contains(" has not answered ")
            || text.contains(" is back; ")
            || text.contains(" has asked for patience ")
            || text.contains(" has refused our credentials ")
            || text.contains(" has taken nothing ")
            || text.contains(" is not waited for any longer"));
  }

  /** When each part of it was done is not in a report; it is told where its step ended. */
  private void rolledBack() {
    Instant ended =
        lines.stream()
            .filter(line -> line.text().startsWith("step 7b rollback"))
            .map(HistoryLine::at)
            .reduce((earlier, later) -> later)
            .orElse(null);
    if (ended == null) {
      return;
    }
    for (JsonNode undo : report.path("rollback")) {
      String message = TrafficLine.plain(undo.path("message").asText(""));
      lines.add(
          HistoryLine.of(
              ended,
              Kind.ROLLBACK,
              undo.path("id").asText()
                  + ": "
                  + undo.path("state").asText()
                  + (message.isEmpty() ? "" : "; " + message)));
    }
  }

  private void closed() {
    JsonNode closed = report.path("closed");
    RunFiles.moment(closed.path("at"))
        .ifPresent(
            at ->
                lines.add(
                    new HistoryLine(
                        at,
                        Kind.ENDED,
                        closed.path("by").asText(""),
                        "closed: the way back was given up"
                            + (closed.path("reason").isTextual()
                                ? " (" + closed.path("reason").asText() + ")"
                                : ""))));
  }
}
