package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that is wrong with a plan.
 *
 * @param line where it stands, from 1; null where it is in no line
 * @param column from 1; null where the line is
 * @param key like {@code people.dba}; empty where it is the whole plan
 * @param found what is there, never a value that may be a secret; empty where only {@code message}
 *     can say it
 * @param possible what can be there instead; empty where only {@code message} can say it
 * @param message what is wrong and how to mend it, in one sentence that does not say where
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanProblem(
    Integer line, Integer column, String key, String found, String possible, String message) {

  public PlanProblem {
    key = key == null ? "" : key;
    found = found == null ? "" : found;
    possible = possible == null ? "" : possible;
    message = message.endsWith(".") || message.endsWith("?") ? message : message + ".";
  }

  /** A problem that is nowhere yet, in words alone. */
  public static PlanProblem of(String key, String message) {
    return new PlanProblem(null, null, key, "", "", message);
  }

  /** One thing is there and another is possible. */
  static PlanProblem of(String key, String found, String possible) {
    return new PlanProblem(
        null, null, key, found, possible, "found " + found + "; possible is " + possible);
  }

  /** The same, at this spot of the file; null where it is nowhere in it. */
  public PlanProblem at(Spot spot) {
    return new PlanProblem(
        spot == null ? null : (Integer) spot.line(),
        spot == null ? null : (Integer) spot.column(),
        key,
        found,
        possible,
        message);
  }

  /** The same, with something more to say. */
  PlanProblem adding(String more) {
    return more.isEmpty()
        ? this
        : new PlanProblem(
            line,
            column,
            key,
            found,
            possible,
            message.substring(0, message.length() - 1) + "; " + more);
  }

  /** Where it is, for people; empty where it is nowhere in particular. */
  public String place() {
    String spot = line == null ? "" : new Spot(line, column).toString();
    return spot.isEmpty() || key.isEmpty() ? spot + key : spot + ", " + key;
  }

  /** Where and what, in one line. */
  public String sentence() {
    return place().isEmpty() ? message : place() + ": " + message;
  }
}
