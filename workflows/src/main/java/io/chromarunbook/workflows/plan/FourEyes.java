package io.chromarunbook.workflows.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a plan's people can answer its gates at all where nobody may decide alone. */
public final class FourEyes {

  private FourEyes() {}

  /**
   * Why a gate could never be passed, and how to mend the plan; empty where all can be.
   *
   * @param startedBy whose answer does not count; null where that is not known yet
   */
  public static Optional<String> objection(Plan plan, String startedBy) {
    if (!plan.gates().fourEyes()) {
      return Optional.empty();
    }
    for (GateId gate : GateId.values()) {
      List<Role> roles = plan.gate(gate).roles();
      if (!eachFindsSomebody(plan, roles, startedBy)) {
        return Optional.of(
            "the gate %s asks %s, and with gates.fourEyes each needs a person of its own%s; name more people for these roles, or set gates.fourEyes: false"
                .formatted(
                    gate,
                    roles,
                    startedBy == null ? "" : " other than " + startedBy + ", who starts the run"));
      }
    }
    return Optional.empty();
  }

  /** A role whose only people are taken asks another role to take somebody else. */
  private static boolean eachFindsSomebody(Plan plan, List<Role> roles, String startedBy) {
    Map<String, Role> taken = new HashMap<>();
    return roles.stream().allMatch(role -> finds(plan, role, startedBy, taken));
  }

  private static boolean finds(Plan plan, Role role, String startedBy, Map<String, Role> taken) {
    Map<String, Role> cameFrom = new HashMap<>();
    Map<Role, String> askedFor = new HashMap<>();
    Deque<Role> asking = new ArrayDeque<>(List.of(role));
    while (!asking.isEmpty()) {
      Role next = asking.remove();
      for (String person : new ArrayList<>(plan.holders(next))) {
        if (person.equals(startedBy) || cameFrom.putIfAbsent(person, next) != null) {
          continue;
        }
        Role holder = taken.get(person);
        if (holder != null) {
          askedFor.put(holder, person);
          asking.add(holder);
          continue;
        }
        pass(person, role, cameFrom, askedFor, taken);
        return true;
      }
    }
    return false;
  }

  private static void pass(
      String free,
      Role first,
      Map<String, Role> cameFrom,
      Map<Role, String> askedFor,
      Map<String, Role> taken) {
    String person = free;
    while (true) {
      Role role = cameFrom.get(person);
      taken.put(person, role);
      if (role == first) {
        return;
      }
      person = askedFor.get(role);
    }
  }
}
