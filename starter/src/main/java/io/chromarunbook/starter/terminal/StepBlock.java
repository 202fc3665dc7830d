package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.steps.WindowFigures;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The step under way: how far, how fast, how much longer; planned against actual. */
final class StepBlock {

  private static final int WINDOW_ROWS = 3;

  private final MigrationStatus status;
  private final Page page;

  StepBlock(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
  }

  void now() {
    if (status.state().ended()) {
      support();
      return;
    }
    underWay()
        .ifPresent(
            line ->
                page.say(
                    "Now",
                    line.id()
                        + ": "
                        + Durations.words(line.workSeconds())
                        + " of work"
                        + waited(line.waitSeconds())
                        + (line.plannedSeconds() > 0
                            ? "; planned " + Durations.words(line.plannedSeconds())
                            : "")));
    bar();
    window();
  }

  private Optional<StepLine> underWay() {
    return status.steps().stream()
        .filter(line -> line.id() == status.step())
        .filter(line -> line.startedAt() != null)
        .findFirst();
  }

  private void bar() {
    ProgressLine progress = status.progress();
    if (progress == null || progress.step() != status.step() || progress.recordsTotal() <= 0) {
      return;
    }
    page.say(
        "",
        ProgressBar.of(progress, page.room(), page.context().times(), page.context().now()),
        page.paint()::accent);
  }

  private void window() {
    WindowLine window = status.window();
    // A way back ends it.
    if (window != null && status.state() != RunState.ROLLING_BACK) {
      probes("Window", window.until(), window);
    }
  }

  /** What is looked at after the window, until somebody closes the run. */
  private void support() {
    WindowLine window = status.window();
    if (window != null
        && window.supportUntil() != null
        && status.state() == RunState.COMPLETED
        && status.closed() == null
        && page.context().now().isBefore(window.supportUntil())) {
      probes("Support", window.supportUntil(), window);
    }
  }

  private void probes(String label, Instant until, WindowLine window) {
    StatusContext context = page.context();
    page.sayBriefly(
        label,
        "until "
            + context.until(until)
            + "; "
            + (window.lastProbe() == null
                ? "no probe yet"
                : "probe "
                    + window.probes()
                    + " at "
                    + context.time(window.lastProbeAt())
                    + ": "
                    + Sentence.within(window.lastProbe()))
            + (window.figures() == null ? "" : "; " + figures(window.figures()))
            + (window.content() == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; %,d migrated records compared again, %,d changed, %,d gone",
                    window.content().compared(),
                    window.content().changed(),
                    window.content().gone())),
        WINDOW_ROWS,
        text -> text);
  }

  private static String figures(WindowFigures figures) {
    String searches =
        String.format(
            Locale.ROOT,
            "searches %.0f ms at p95, %.0f at first",
            figures.p95Millis(),
            figures.p95AtFirst());
    return figures.door() == null
        ? searches
        : searches
            + String.format(
                Locale.ROOT,
                "; the gate answered %,d requests in a minute, %,d failed",
                figures.door().requests(),
                figures.door().errors());
  }

  /** Finished steps, folded: how long machines worked of what was planned, people waited apart. */
  void finished() {
    List<StepLine> done =
        status.steps().stream().filter(line -> line.state() == StepLine.State.DONE).toList();
    if (!done.isEmpty()) {
      page.say(
          "Done",
          done.get(0).id().id()
              + (done.size() > 1 ? " to " + done.get(done.size() - 1).id().id() : "")
              + ": "
              + Durations.words(done.stream().mapToDouble(StepLine::workSeconds).sum())
              + " of work"
              + waited(done.stream().mapToDouble(StepLine::waitSeconds).sum())
              + "; planned "
              + Durations.words(done.stream().mapToDouble(StepLine::plannedSeconds).sum()),
          page.paint()::faint);
    }
    for (StepLine line : status.steps()) {
      if (line.endedTheRun()) {
        page.say("✗ Ended at", line.id() + ": " + line.note(), page.paint()::bad);
      }
    }
  }

  private static String waited(double seconds) {
    return seconds > 0 ? ", " + Durations.words(seconds) + " of waiting" : "";
  }
}
