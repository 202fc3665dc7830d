package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.history.RunLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All runs, a line each; where that is too wide for the screen, a few lines each, so that nothing
 * is cut.
 */
public final class RunTable {

  private final Paint paint;
  private final Times times;
  private final Instant now;
  private final int columns;
  private final Optional<String> ours;

  /**
   * For a screen of this width.
   *
   * @param ours id of the home whose person reads it; nothing where that has none yet
   */
  public RunTable(Paint paint, Times times, Instant now, int columns, Optional<String> ours) {
    this.paint = paint;
    this.times = times;
    this.now = now;
    this.columns = columns;
    this.ours = ours;
  }

  /** The lines. */
  public List<String> lines(List<RunLine> runs) {
    TextTable table = new TextTable().row("MIGRATION", "STATE", "STEP", "AGE", "WAITS FOR");
    runs.forEach(run -> table.row(shortId(run), state(run), step(run), age(run), last(run)));
    List<String> rows = table.lines();
    List<String> shown = new ArrayList<>();
    if (rows.stream().anyMatch(row -> row.length() > columns)) {
      runs.forEach(run -> shown.addAll(below(run)));
      return shown;
    }
    shown.add(paint.bold(rows.get(0)));
    for (int index = 0; index < runs.size(); index++) {
      if (shortId(runs.get(index)).isEmpty()) {
        shown.add(Printable.of(runs.get(index).id()));
      }
      shown.add(rows.get(index + 1));
    }
    return shown;
  }

  /** A long id has a line of its own above its row, or it would make the table too wide for all. */
  private String shortId(RunLine run) {
    return Printable.of(run.id()).length() > columns / 3 ? "" : run.id();
  }

  private List<String> below(RunLine run) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.bold(Printable.of(run.id())));
    String waits = last(run);
    lines.addAll(
        WrappedText.of(
            "  ",
            Printable.of(
                state(run)
                    + (run.step().isEmpty() ? "" : ", " + fullStep(run.step()))
                    + ", started "
                    + age(run)
                    + " ago"
                    + (run.awaiting().isEmpty() ? "" : ", waits for")
                    + (waits.isEmpty() ? "" : (run.awaiting().isEmpty() ? ", " : " ") + waits)),
            columns));
    return lines;
  }

  private static String state(RunLine run) {
    return run.state().isEmpty() ? "not ended" : run.state();
  }

  private static String step(RunLine run) {
    return run.step().isEmpty() ? "–" : run.step();
  }

  private static String fullStep(String id) {
    try {
      return StepName.of(Step.numbered(id));
    } catch (IllegalArgumentException e) {
      return "step " + id;
    }
  }

  private String age(RunLine run) {
    double seconds = Duration.between(run.startedAt(), now).toSeconds();
    return Durations.words(Math.max(0, seconds));
  }

  /** Whom it waits for, and what else a reader must know of it. */
  private String last(RunLine run) {
    List<String> words = new ArrayList<>();
    if (!run.awaiting().isEmpty()) {
      words.add(String.join(", ", run.awaiting()));
    }
    if (run.state().equals(RunState.COMPLETED.name()) && run.endedAt() == null) {
      words.add("not closed yet");
    }
    if (!run.home().isEmpty() && ours.filter(run.home()::equals).isEmpty()) {
      words.add("of the home " + run.home());
    }
    if (run.source() == RunLine.Source.FILES && run.endedAt() == null) {
      words.add("as of " + times.of(run.asOf(), now));
    }
    return String.join("; ", words);
  }
}
