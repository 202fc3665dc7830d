package io.chromarunbook.workflows.plan;

import java.time.Duration;
import java.util.List;

/**
 * A command of the plan's author. Runs without a shell, in the worker's working directory.
 *
 * @param run program and arguments
 * @param check program and arguments that exit 0 when the state the command aims at is reached;
 *     empty where there is none
 * @param timeout after which it is killed
 */
public record CommandPlan(
    @PlanKey(
            means = "Program and arguments; run without a shell, in the directory of the worker",
            example = "[./freeze.sh]",
            needed = true)
        List<String> run,
    @PlanKey(
            means = "A command that exits 0 when that is reached what the other one is for",
            example = "[./is-frozen.sh]")
        List<String> check,
    @PlanKey(
            means = "After which it is killed",
            takes = "a duration longer than nothing, like PT1M")
        Duration timeout) {

  public CommandPlan {
    if (run == null || run.isEmpty()) {
      throw new IllegalArgumentException("run is missing: a list of program and arguments");
    }
    run = List.copyOf(run);
    check = check == null ? List.of() : List.copyOf(check);
    refuseUnspeakable(run);
    refuseUnspeakable(check);
    timeout = timeout == null ? Duration.ofMinutes(1) : timeout;
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be longer than nothing, like PT1M");
    }
  }

  /** Refuses what cannot be said to the system: it would end a word before its end. */
  static void refuseUnspeakable(List<String> words) {
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a command has the character NUL, which none can hold");
    }
  }
}
