package io.chromarunbook.starter.history;

import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.starter.terminal.StepName;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Steps begun and ended, and how the run stood in them, as it showed that step by step. */
final class StepWalk {

  static final String BEGINS = " begins";
  static final String ENDS = " ends, after ";
  static final String TOOK = " took ";

  private final List<HistoryLine> lines;
  private String step = "";
  private String state = "";
  private Instant since = Instant.EPOCH;

  StepWalk(List<HistoryLine> lines) {
    this.lines = lines;
  }

  /** It stands at a step in a state. */
  void stands(Instant at, String nowAt, String now) {
    if (!nowAt.equals(step)) {
      end(at);
      step = nowAt;
      since = at;
      lines.add(HistoryLine.of(at, Kind.STEP, name(step) + BEGINS));
    }
    if (!now.equals(state)) {
      if (state.equals(RunState.HOLD.name())) {
        lines.add(HistoryLine.of(at, Kind.HOLD, "the HOLD is over"));
      }
      if (TemporalHistory.ended(now)) {
        end(at);
        step = "";
      }
      state = now;
    }
  }

  private void end(Instant at) {
    if (!step.isEmpty()) {
      lines.add(
          HistoryLine.of(
              at,
              Kind.STEP,
              name(step)
                  + ENDS
                  + Durations.words(Duration.between(since, at).toMillis() / 1_000.0)));
    }
  }

  /** A step as the runbook names it; one of another release by its number alone. */
  static String name(String id) {
    try {
      return StepName.of(Step.numbered(id));
    } catch (IllegalArgumentException e) {
      return "step " + id;
    }
  }
}
