package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.chromarunbook.workflows.plan.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Something a person can do now. Words are made of it where it is shown; see {@link
 * RunbookCommand}.
 *
 * @param migration the run it is about
 * @param roles who may do it; empty where everybody may
 * @param people those who hold these roles; empty where nobody does
 * @param contacts where they are reached, by their names, as far as the plan says
 * @param arguments what it is done with, by the name of the command's option or parameter
 */
public record NextAction(
    Verb verb,
    String migration,
    List<Role> roles,
    List<String> people,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> contacts,
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

  @JsonCreator
  public NextAction {
    roles = List.copyOf(roles);
    people = List.copyOf(people);
    // What an earlier release's worker answers has none.
    contacts = contacts == null ? Map.of() : new TreeMap<>(contacts);
    arguments = new TreeMap<>(arguments);
  }

  /** One for people of whom it is not said where they are reached. */
  public NextAction(
      Verb verb,
      String migration,
      List<Role> roles,
      List<String> people,
      Map<String, String> arguments) {
    this(verb, migration, roles, people, Map.of(), arguments);
  }

  /** Those who may do it, each with where they are reached. */
  public String called() {
    return people.stream()
        .map(name -> contacts.containsKey(name) ? name + ", " + contacts.get(name) : name)
        .collect(Collectors.joining(contacts.isEmpty() ? " or " : "; or "));
  }

  /** One that everybody may do. */
  public static NextAction anybody(Verb verb, String migration) {
    return new NextAction(verb, migration, List.of(), List.of(), Map.of());
  }
}
