package io.chromarunbook.activities.monitoring;

import io.chromarunbook.workflows.plan.WindowLimit;
import io.chromarunbook.workflows.plan.WindowPlan;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds what a probe measured against what the plan allows. */
final class WindowBounds {

  /** Nobody is harmed by what is faster, whatever it was at first. */
  private static final double NEVER_TOO_SLOW_MILLIS = 100;

  private final WindowPlan plan;

  WindowBounds(WindowPlan plan) {
    this.plan = plan;
  }

  /**
   * What is past its limit.
   *
   * @param unfoundAtFirst how many searches missed their own record when the window opened
   */
  List<Exceeded> exceeded(WindowFigures figures, long unfoundAtFirst) {
    List<Exceeded> exceeded = new ArrayList<>();
    latency(figures, exceeded);
    unfound(figures, unfoundAtFirst, exceeded);
    if (figures.door() != null) {
      errors(figures.door(), exceeded);
    }
    return exceeded;
  }

  /** A look at the gate that failed is a bad one. */
  Exceeded unseen(String why) {
    return new Exceeded(
        "errors", plan.errors().then(), "What the gate answers cannot be seen: " + why);
  }

  private void latency(WindowFigures figures, List<Exceeded> exceeded) {
    WindowLimit limit = plan.latency();
    double most = Math.max(NEVER_TOO_SLOW_MILLIS, limit.most() * figures.p95AtFirst());
    if (figures.p95AtFirst() > 0 && figures.p95Millis() > most) {
      exceeded.add(
          new Exceeded(
              "latency",
              limit.then(),
              text(
                  "the fixed searches at the target took %.0f ms at p95; %.0f ms when the window opened, and %.0f ms are the limit.",
                  figures.p95Millis(), figures.p95AtFirst(), most)));
    }
  }

  private void unfound(WindowFigures figures, long atFirst, List<Exceeded> exceeded) {
    WindowLimit limit = plan.unfound();
    if (figures.unfound() - atFirst > limit.most() * figures.searches()) {
      exceeded.add(
          new Exceeded(
              "unfound",
              limit.then(),
              text(
                  "%d of %d fixed searches at the target missed the very record they were made from, which is there; %d did when the window opened, and %.0f %% more are the limit.",
                  figures.unfound(), figures.searches(), atFirst, limit.most() * 100)));
    }
  }

  private void errors(WindowFigures.Door door, List<Exceeded> exceeded) {
    WindowLimit limit = plan.errors();
    if (door.errors() > limit.most() * door.requests()) {
      exceeded.add(
          new Exceeded(
              "errors",
              limit.then(),
              text(
                  "%,d of %,d requests of the last minute failed at the gate; %.1f %% are the limit.",
                  door.errors(), door.requests(), limit.most() * 100)));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
