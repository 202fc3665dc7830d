package io.chromarunbook.workflows.plan;

/**
 * What a figure of the window may be at most, and what follows when it is more.
 *
 * @param most the figure at its limit
 * @param then what three probes of five above it lead to
 */
public record WindowLimit(
    @PlanKey(means = "The figure at its limit", takes = "a number of at least 0") Double most,
    @PlanKey(means = "What three probes of five above it lead to") Reaction then) {

  public WindowLimit {
    if (most != null && !(most >= 0 && Double.isFinite(most))) {
      throw new IllegalArgumentException("most must be a number of at least 0");
    }
  }

  /** This limit with what its author left out taken from another one. */
  WindowLimit orElse(WindowLimit other) {
    return new WindowLimit(most == null ? other.most : most, then == null ? other.then : then);
  }
}
