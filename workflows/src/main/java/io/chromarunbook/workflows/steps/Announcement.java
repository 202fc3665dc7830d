package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.NextAction;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people are told on the occasions that every run has: the words that runs tell by, and that
 * the runbook's documents show before.
 *
 * @param subject what it is about, without the migration
 * @param text what happened, or what is asked
 * @param roles who is meant; empty for everybody
 * @param otherwise what happens without an answer; null where nothing is asked
 */
public record Announcement(String subject, String text, List<Role> roles, String otherwise) {

  /** Those who lead a run, and whoever is on call. */
  private static final List<Role> LEADERS = List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL);

  public Announcement {
    roles = List.copyOf(roles);
  }

  /** 1.6: that people are reached at all. */
  public static Announcement prepared() {
    return new Announcement(
        "roles and window",
        "The migration is prepared; approvals will be asked for.",
        List.of(),
        null);
  }

  /**
   * A gate waits.
   *
   * @param what is wanted of people, or "reminder"
   * @param missing the roles that have not answered
   */
  public static Announcement gate(GateId gate, String what, List<Role> missing) {
    String names = missing.stream().map(Role::label).collect(Collectors.joining(", "));
    return new Announcement(
        "gate " + gate + ": " + what,
        "The gate " + gate + " waits for " + names + ".",
        missing,
        "without all of them it counts as refused, and "
            + (gate == GateId.GO_NO_GO
                ? "what was done is undone"
                : "the run stops before anything is changed"));
  }

  /** A gate was passed; answers are roles, each with who spoke for it. */
  public static Announcement decided(GateId gate, String answers) {
    return new Announcement(
        "gate " + gate + ": decided, " + (gate == GateId.GO_NO_GO ? "GO" : "approved"),
        "Approved by " + answers + ".",
        LEADERS,
        null);
  }

  /** A HOLD waits for a decision. */
  public static Announcement hold(String what, Verdict.Hold verdict) {
    StringBuilder text = new StringBuilder(verdict.reason()).append(" What would help:");
    for (Remedy remedy : verdict.remedies()) {
      text.append(' ').append(remedy.choice()).append(" (").append(remedy.effect()).append(");");
    }
    return new Announcement(
        "HOLD: " + what,
        text.substring(0, text.length() - 1) + ".",
        List.of(Role.DBA, Role.OPERATIONS_LEAD),
        "it counts as NO-GO, and what was done is undone");
  }

  /** An action is to be done by hand. */
  public static Announcement confirm(TrafficAction action, String instruction) {
    return new Announcement(
        "confirm " + action, instruction, List.of(Role.TECHNICIAN, Role.ON_CALL), null);
  }

  /** What was done is undone. */
  public static Announcement rollingBack(String reason) {
    return new Announcement("rolling back", reason, LEADERS, null);
  }

  /** GO, and the window is over. */
  public static Announcement completed() {
    return new Announcement(
        "completed",
        "GO, moved over and watched. The source stays frozen, and a rollback is possible, until"
            + " the run is closed.",
        LEADERS,
        null);
  }

  /** As it is sent for a migration, with what can be done then. */
  public Notice notice(String migration, List<NextAction> next) {
    return Notice.of(
        migration + ": " + subject, text, roles.stream().map(Role::label).toList(), next);
  }
}
