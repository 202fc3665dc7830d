package io.chromarunbook.workflows.plan;

import java.time.Duration;
import java.util.List;

/**
 * A command of the plan's author that looks whether applications are well served. Runs without a
 * shell, in the worker's working directory; exits 0 where they are.
 *
 * @param run program and arguments
 * @param timeout after which it is killed, and counts as not content
 * @param then what three looks of five that are not content lead to
 */
public record ProbeCommand(
    @PlanKey(
            means = "Program and arguments; exits 0 where applications are well served",
            example = "[./are-they-served.sh]",
            needed = true)
        List<String> run,
    @PlanKey(
            means = "After which it is killed, and counts as not content",
            takes = "a duration longer than nothing, like PT10S")
        Duration timeout,
    @PlanKey(means = "What three looks of five that are not content lead to") Reaction then) {

  public ProbeCommand {
    if (run == null || run.isEmpty()) {
      throw new IllegalArgumentException("run is missing: a list of program and arguments");
    }
    run = List.copyOf(run);
    CommandPlan.refuseUnspeakable(run);
    timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
    then = then == null ? Reaction.ASK : then;
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be longer than nothing, like PT10S");
    }
  }
}
