package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * A command of the plan's author. Runs without a shell, in the worker's working directory.
 *
 * @param run program and arguments
 * @param check program and arguments that exit 0 when the state the command aims at is reached;
 *     empty where there is none
 * @param rehearse program and arguments that try it without changing what applications use; empty
 *     where there are none
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
    // Not written where it is not there, so that plans without it keep their digest.
    @PlanKey(
            means = "A command that tries it, and changes nothing that applications use",
            unset = "it is not tried before the night",
            example = "[./freeze.sh, --dry-run]")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> rehearse,
    @PlanKey(
            means = "After which it is killed",
            takes = "a duration longer than nothing, like PT1M")
        Duration timeout) {

  /** Reads a command. */
  @JsonCreator
  public CommandPlan {
    if (run == null || run.isEmpty()) {
      throw new IllegalArgumentException("run is missing: a list of program and arguments");
    }
    run = List.copyOf(run);
    check = check == null ? List.of() : List.copyOf(check);
    rehearse = rehearse == null ? List.of() : List.copyOf(rehearse);
    refuseUnspeakable(run);
    refuseUnspeakable(check);
    refuseUnspeakable(rehearse);
    timeout = timeout == null ? Duration.ofMinutes(1) : timeout;
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be longer than nothing, like PT1M");
    }
  }

  /** A command that cannot be rehearsed. */
  public CommandPlan(List<String> run, List<String> check, Duration timeout) {
    this(run, check, List.of(), timeout);
  }

  /** Refuses what cannot be said to the system: it would end a word before its end. */
  static void refuseUnspeakable(List<String> words) {
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a command has the character NUL, which none can hold");
    }
  }
}
