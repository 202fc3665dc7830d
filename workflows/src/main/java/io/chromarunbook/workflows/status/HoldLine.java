package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Remedy;
import java.time.Instant;
import java.util.List;

/**
 * One HOLD: what was held, who decided what, and what came of it.
 *
 * @param deadline when silence becomes NO-GO
 * @param remedies what would help, the likeliest first; the last one undoes what was done
 * @param choice null while it is undecided
 * @param by who decided; null while it is undecided
 * @param outcome what came of the decision; null while that is not known
 */
public record HoldLine(
    Step step,
    Instant since,
    Instant deadline,
    String reason,
    List<Remedy> remedies,
    Choice choice,
    String by,
    Instant decidedAt,
    String outcome) {

  public HoldLine {
    remedies = List.copyOf(remedies);
  }

  /** One that is still to be decided. */
  public static HoldLine undecided(
      Step step, Instant since, Instant deadline, String reason, List<Remedy> remedies) {
    return new HoldLine(step, since, deadline, reason, remedies, null, null, null, null);
  }

  /** The same, decided. */
  public HoldLine decided(Choice how, String who, Instant at) {
    return new HoldLine(step, since, deadline, reason, remedies, how, who, at, outcome);
  }

  /** The same with what came of it. */
  public HoldLine became(String what) {
    return new HoldLine(step, since, deadline, reason, remedies, choice, by, decidedAt, what);
  }
}
