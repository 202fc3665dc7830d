package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * Who must agree at a gate and by when.
 *
 * @param roles each must approve once
 * @param deadline after opening; then the gate counts as refused
 * @param remindEvery first pause between reminders; later ones back off
 * @param escalation the roles told besides, one more with each reminder, in this order
 */
public record GatePlan(
    @PlanKey(
            means = "Each of these must approve once",
            takes = "a list of roles: operations-lead, dba, security, technician, on-call")
        List<Role> roles,
    @PlanKey(
            means = "How long after its opening it counts as refused",
            takes = "a duration longer than nothing, like PT60M")
        Duration deadline,
    @PlanKey(
            means = "First pause between reminders, which get longer",
            takes = "a duration of at least PT1S")
        Duration remindEvery,
    @PlanKey(
            means = "Who is told besides when nobody answers: one role more with each reminder",
            takes = "a list of roles: operations-lead, dba, security, technician, on-call",
            unset = "nobody",
            example = "[on-call, operations-lead]")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Role> escalation) {

  private static final List<Role> ALL_THREE =
      List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);

  /** The day before: a day to answer. */
  public static final GatePlan PRE_MIGRATION =
      new GatePlan(ALL_THREE, Duration.ofDays(1), Duration.ofHours(4));

  /** In the window: an hour to answer. */
  public static final GatePlan GO_NO_GO =
      new GatePlan(ALL_THREE, Duration.ofMinutes(60), Duration.ofMinutes(5));

  /** Reads a gate. */
  @JsonCreator
  public GatePlan {
    escalation = escalation == null ? null : List.copyOf(escalation);
    roles = roles == null ? null : List.copyOf(roles);
    if (roles != null && roles.isEmpty()) {
      throw new IllegalArgumentException("roles must name at least one role");
    }
    if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("deadline must be longer than nothing, like PT60M");
    }
    if (remindEvery != null && remindEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("remindEvery must be at least PT1S");
    }
  }

  /** A gate that escalates to nobody. */
  public GatePlan(List<Role> roles, Duration deadline, Duration remindEvery) {
    this(roles, deadline, remindEvery, List.of());
  }

  /** The roles told besides those asked, with so many reminders sent. */
  public List<Role> escalatedTo(int reminders) {
    return escalation.subList(0, Math.min(reminders, escalation.size()));
  }

  /** This gate with what its author left out taken from another one. */
  GatePlan orElse(GatePlan other) {
    return new GatePlan(
        roles == null ? other.roles : roles,
        deadline == null ? other.deadline : deadline,
        remindEvery == null ? other.remindEvery : remindEvery,
        escalation == null ? other.escalation : escalation);
  }
}
