package io.chromarunbook.workflows.plan;

import java.time.Duration;
import java.util.List;

/**
 * What is watched after the cutover beside the target's health, of which {@code timeline.onTrigger}
 * speaks, and what follows from it.
 *
 * @param latency of the window's fixed searches at the target, as a multiple of what it was at
 *     first
 * @param unfound which share of the fixed searches may miss the very record they were made from
 * @param errors which share of the requests at the gate may fail, of the last minute
 * @param commands the plan's own looks
 * @param support for how long it is looked on after the window, by alerts only
 */
public record WindowPlan(
    @PlanKey(
            means =
                "The p95 of fixed searches at the target, as a multiple of that at the window's start; below 100 ms it is never too much")
        WindowLimit latency,
    @PlanKey(
            means =
                "Which share of the fixed searches may miss the very record they were made from, while it is unchanged")
        WindowLimit unfound,
    @PlanKey(means = "Which share of a minute's requests at the gate may fail") WindowLimit errors,
    @PlanKey(
            means = "Commands run with each probe",
            example = "[{run: [./are-they-served.sh], then: ask}]")
        List<ProbeCommand> commands,
    @PlanKey(
            means =
                "For how long after the window a probe is taken every ten minutes, which only alerts",
            takes = "a duration, like PT24H")
        Duration support) {

  private static final WindowLimit LATENCY = new WindowLimit(3.0, Reaction.ALERT);
  private static final WindowLimit UNFOUND = new WindowLimit(0.1, Reaction.ASK);
  private static final WindowLimit ERRORS = new WindowLimit(0.05, Reaction.ASK);

  /** A probe and its commands fit between two probes of an hour's watch. */
  private static final Duration LONGEST_COMMANDS = Duration.ofMinutes(5);

  /** What holds where a plan says nothing. */
  public static final WindowPlan DEFAULT = new WindowPlan(null, null, null, null, null);

  public WindowPlan {
    latency = latency == null ? LATENCY : latency.orElse(LATENCY);
    unfound = share("unfound", unfound == null ? UNFOUND : unfound.orElse(UNFOUND));
    errors = share("errors", errors == null ? ERRORS : errors.orElse(ERRORS));
    commands = commands == null ? List.of() : List.copyOf(commands);
    support = support == null ? Duration.ofHours(24) : support;
    if (latency.most() < 1) {
      throw new IllegalArgumentException("latency.most must be at least 1, a multiple");
    }
    if (support.isNegative()) {
      throw new IllegalArgumentException("support must not be negative");
    }
    if (commandsTake(commands).compareTo(LONGEST_COMMANDS) > 0) {
      throw new IllegalArgumentException(
          "the timeouts of commands must not come to more than PT5M, because a probe waits for them");
    }
  }

  private static WindowLimit share(String name, WindowLimit limit) {
    if (limit.most() > 1) {
      throw new IllegalArgumentException(name + ".most must be between 0 and 1");
    }
    return limit;
  }

  private static Duration commandsTake(List<ProbeCommand> commands) {
    return commands.stream().map(ProbeCommand::timeout).reduce(Duration.ZERO, Duration::plus);
  }

  /** How long the commands take at most. */
  public Duration commandsTake() {
    return commandsTake(commands);
  }
}
