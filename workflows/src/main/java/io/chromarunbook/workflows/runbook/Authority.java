package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what. */
public final class Authority {

  /** What people can do to a run. */
  public enum Right {
    PAUSE(Role.values()),
    RESUME(Role.DBA, Role.OPERATIONS_LEAD),
    RETRY(Role.DBA, Role.OPERATIONS_LEAD),
    AMEND(Role.DBA, Role.OPERATIONS_LEAD),
    ABORT(Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL),
    ROLLBACK(Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL),
    CONFIRM(Role.TECHNICIAN, Role.ON_CALL),
    CLOSE(Role.OPERATIONS_LEAD, Role.DBA),
    /** Every role that approves at a gate; see the plan. */
    NO_GO;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Role> roles;

    Right(Role... roles) {
      this.roles = List.of(roles);
    }

    /** The roles that have it by this plan. */
    public List<Role> roles(Plan plan) {
      return this == NO_GO ? plan.gates().roles() : roles;
    }
  }

  private final PlanInForce inForce;

  Authority(PlanInForce inForce) {
    this.inForce = inForce;
  }

  /** The roles that have a right. */
  List<Role> roles(Right right) {
    return right.roles(inForce.plan());
  }

  /** Why this person may not; empty where the person may. */
  Optional<String> objection(Right right, String person) {
    return objection(right, right.name().toLowerCase(Locale.ROOT).replace('_', '-'), person);
  }

  /**
   * The same of something else that takes this right.
   *
   * @param deed as "may not ..." goes on
   */
  Optional<String> objection(Right right, String deed, String person) {
    List<Role> roles = roles(right);
    if (roles.stream().anyMatch(role -> inForce.plan().holds(person, role))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s may not %s; that is for %s"
            .formatted(
                person,
                deed,
                roles.stream().map(this::withHolders).collect(Collectors.joining(", "))));
  }

  /** Why this person does not speak for a role; empty where the person does. */
  Optional<String> objection(Role role, String person) {
    if (inForce.plan().holds(person, role)) {
      return Optional.empty();
    }
    List<Person> holders = inForce.plan().called(role);
    return Optional.of(
        "%s does not hold the role %s; it is held by %s"
            .formatted(person, role.label(), holders.isEmpty() ? "nobody" : Person.words(holders)));
  }

  private String withHolders(Role role) {
    List<Person> holders = inForce.plan().called(role);
    return Stream.of(role.label(), holders.isEmpty() ? "held by nobody" : Person.words(holders))
        .collect(Collectors.joining(" (", "", ")"));
  }
}
