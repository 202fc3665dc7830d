package io.chromarunbook.workflows.plan;

import java.time.Duration;
import java.util.List;

/**
 * Who must agree at a gate and by when.
 *
 * @param roles each must approve once
 * @param deadline after opening; then the gate counts as refused
 * @param remindEvery first pause between reminders; later ones back off
 */
public record GatePlan(List<Role> roles, Duration deadline, Duration remindEvery) {

  private static final List<Role> ALL_THREE =
      List.of(Role.OPERATIONS_LEAD, Role.DBA, Role.SECURITY);

  /** The day before: a day to answer. */
  public static final GatePlan PRE_MIGRATION =
      new GatePlan(ALL_THREE, Duration.ofDays(1), Duration.ofHours(4));

  /** In the window: an hour to answer. */
  public static final GatePlan GO_NO_GO =
      new GatePlan(ALL_THREE, Duration.ofMinutes(60), Duration.ofMinutes(5));

  public GatePlan {
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

  /** This gate with what its author left out taken from another one. */
  GatePlan orElse(GatePlan other) {
    return new GatePlan(
        roles == null ? other.roles : roles,
        deadline == null ? other.deadline : deadline,
        remindEvery == null ? other.remindEvery : remindEvery);
  }
}
