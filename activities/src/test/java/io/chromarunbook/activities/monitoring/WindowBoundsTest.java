package io.chromarunbook.activities.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.plan.WindowLimit;
import io.chromarunbook.workflows.plan.WindowPlan;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowBoundsTest {

  private static final WindowFigures.Door GOOD = new WindowFigures.Door(1_000, 50, 8.0);

  private final WindowBounds bounds = new WindowBounds(WindowPlan.DEFAULT);

  private static WindowFigures figures(double p95, double atFirst, long unfound) {
    return new WindowFigures(24, unfound, p95, atFirst, GOOD);
  }

  private List<Exceeded> exceeded(WindowFigures figures) {
    return bounds.exceeded(figures, 0);
  }

  @Test
  void what_is_at_its_limit_is_not_past_it() {
    assertThat(exceeded(figures(300, 100, 2))).isEmpty();
  }

  @Test
  void three_times_as_slow_is_too_slow() {
    assertThat(exceeded(figures(301, 100, 0)))
        .containsExactly(
            new Exceeded(
                "latency",
                Reaction.ALERT,
                "the fixed searches at the target took 301 ms at p95; 100 ms when the window"
                    + " opened, and 300 ms are the limit."));
  }

  @Test
  void below_a_tenth_of_a_second_nothing_is_too_slow() {
    assertThat(exceeded(figures(100, 2, 0))).isEmpty();
    assertThat(exceeded(figures(101, 2, 0))).hasSize(1);
  }

  @Test
  void without_a_first_measure_nothing_is_too_slow() {
    assertThat(exceeded(figures(9_000, 0, 0))).isEmpty();
  }

  @Test
  void what_was_missed_at_first_already_is_not_held_against_it() {
    assertThat(bounds.exceeded(figures(10, 10, 5), 3)).isEmpty();
    assertThat(bounds.exceeded(figures(10, 10, 6), 3))
        .extracting(Exceeded::what)
        .containsExactly("unfound");
  }

  @Test
  void more_than_one_request_in_twenty_that_fails_at_the_gate_is_too_many() {
    WindowFigures bad = new WindowFigures(24, 0, 10, 10, new WindowFigures.Door(1_000, 51, 8.0));

    assertThat(exceeded(bad)).extracting(Exceeded::what).containsExactly("errors");
  }

  @Test
  void a_minute_without_requests_has_no_errors() {
    assertThat(exceeded(new WindowFigures(24, 0, 10, 10, new WindowFigures.Door(0, 0, null))))
        .isEmpty();
  }

  @Test
  void a_gate_that_cannot_be_seen_is_past_the_limit_of_errors() {
    WindowBounds strict =
        new WindowBounds(
            new WindowPlan(null, null, new WindowLimit(0.5, Reaction.ROLLBACK), null, null));

    assertThat(strict.unseen("No gate answers."))
        .isEqualTo(
            new Exceeded(
                "errors",
                Reaction.ROLLBACK,
                "What the gate answers cannot be seen: No gate answers."));
  }
}
