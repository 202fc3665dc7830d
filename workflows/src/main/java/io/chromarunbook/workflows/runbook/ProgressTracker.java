package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Progress;
import java.time.Duration;
import java.time.Instant;

/** How far long work has come, and how fast it is. */
final class ProgressTracker {

  private static final Duration STILL = Duration.ofSeconds(10);

  private final MigrationState.Progressing progress;

  ProgressTracker(MigrationState state) {
    this.progress = state.progress;
  }

  /** From now on progress is that of other work, of which so many records are done already. */
  void begin(Step step, long done) {
    progress.done = done;
    progress.step = step;
    progress.from = done;
    progress.since = Timeline.now();
    progress.movedAt = null;
    progress.moves = 0;
  }

  /** So many records there are to move. */
  void expect(long total) {
    progress.total = total;
  }

  /** Work has come so far. */
  void show(Progress made) {
    progress.total = made.recordsTotal();
    reach(made.recordsDone());
  }

  /** So many records are done; whoever is behind others changes nothing. */
  void reach(long done) {
    if (done > progress.done || progress.movedAt == null) {
      progress.movedAt = Timeline.now();
      progress.moves++;
    }
    progress.done = Math.max(progress.done, done);
  }

  /** How far this step is; one that moves no records has none to show. */
  ProgressLine line(Step step) {
    if (progress.step != step) {
      return new ProgressLine(step, 0, 0, null, null, null, null);
    }
    Double rate = null;
    Double eta = null;
    if (progress.since != null && progress.movedAt != null) {
      double seconds = Duration.between(progress.since, progress.movedAt).toMillis() / 1000.0;
      long moved = progress.done - progress.from;
      if (seconds > 0 && moved > 0) {
        rate = moved / seconds;
        eta = (progress.total - progress.done) / rate;
      }
    }
    return new ProgressLine(
        step, progress.done, progress.total, rate, eta, progress.movedAt, nextMoveBy());
  }

  /** Three times as long as a move took so far, and never less than people take for a hang. */
  private Instant nextMoveBy() {
    if (progress.movedAt == null) {
      return null;
    }
    Duration each = Duration.between(progress.since, progress.movedAt).dividedBy(progress.moves);
    Duration patience = each.multipliedBy(3);
    return progress.movedAt.plus(patience.compareTo(STILL) > 0 ? patience : STILL);
  }

  /** Of all records, in steps of five. */
  long percent() {
    return progress.total == 0 ? 0 : progress.done * 20 / progress.total * 5;
  }
}
