package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chromarunbook.workflows.plan.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something a person can do now. Words are made of it where it is shown; see {@link
 * RunbookCommand}.
 *
 * @param migration the run it is about
 * @param roles who may do it; empty where everybody may
 * @param people those who hold these roles; empty where nobody does
 * @param arguments what it is done with, by the name of the command's option or parameter
 */
public record NextAction(
    Verb verb,
    String migration,
    List<Role> roles,
    List<String> people,
    Map<String, String> arguments) {

  /** What can be done. */
  public enum Verb {
    /** Read what an open gate, or a HOLD, is about. */
    @JsonProperty("evidence")
    EVIDENCE,
    /** Answer an open gate for a role. */
    @JsonProperty("approve")
    APPROVE,
    /** Decide in a HOLD. */
    @JsonProperty("decide")
    DECIDE,
    /** Say that an action was done by hand. */
    @JsonProperty("confirm")
    CONFIRM,
    /** Let a paused run go on. */
    @JsonProperty("resume")
    RESUME,
    /** Go back to the source. */
    @JsonProperty("rollback")
    ROLLBACK,
    /** End a completed run for good. */
    @JsonProperty("close")
    CLOSE,
    /** Read the report. */
    @JsonProperty("report")
    REPORT,
    /** Bring what a rollback left behind to the source. */
    @JsonProperty("put-back")
    PUT_BACK,
    /** Wait and watch: nothing is asked of anybody. */
    @JsonProperty("watch")
    WATCH
  }

  public NextAction {
    roles = List.copyOf(roles);
    people = List.copyOf(people);
    arguments = new TreeMap<>(arguments);
  }

  /** One that everybody may do. */
  public static NextAction anybody(Verb verb, String migration) {
    return new NextAction(verb, migration, List.of(), List.of(), Map.of());
  }
}
