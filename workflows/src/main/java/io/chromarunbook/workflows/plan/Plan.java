package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Everything about a migration. Only migration, source.url, target.url and people have to be
 * written; the rest are the runbook's figures.
 *
 * @param migration the migration's id, which is its workflow's id
 * @param people who holds each role
 * @param acceptance commands run against the target before the go-no-go gate and after the window
 */
public record Plan(
    String migration,
    ServerPlan source,
    ServerPlan target,
    CollectionSelection collections,
    TransformPlan transform,
    @JsonProperty("import") ImportPlan importing,
    QuarantinePlan quarantine,
    NetworkPlan network,
    SnapshotPlan snapshot,
    ValidationPlan validation,
    GatesPlan gates,
    Map<Role, List<String>> people,
    TrafficPlan traffic,
    TimelinePlan timeline,
    RollbackPlan rollback,
    List<CommandPlan> acceptance,
    @JsonProperty("notify") List<NotificationPlan> notifications) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public Plan {
    if (migration == null || !ID.matcher(migration).matches()) {
      throw new IllegalArgumentException(
          "migration must be an id of 1 to 63 small letters, digits, '.', '_' or '-', like kb-to-1x");
    }
    if (source == null) {
      throw new IllegalArgumentException("source is missing: {url: \"http://host:port\"}");
    }
    if (target == null) {
      throw new IllegalArgumentException("target is missing: {url: \"http://host:port\"}");
    }
    if (source.url().equals(target.url())
        && source.tenant().equals(target.tenant())
        && source.database().equals(target.database())) {
      throw new IllegalArgumentException(
          "source and target are the same server, tenant and database");
    }
    if (source.restart() != null) {
      throw new IllegalArgumentException(
          "source.restart is no key: only the target is restarted, by target.restart");
    }
    collections = collections == null ? CollectionSelection.ALL : collections;
    transform = transform == null ? TransformPlan.NONE : transform;
    importing = importing == null ? ImportPlan.DEFAULT : importing;
    quarantine = quarantine == null ? QuarantinePlan.NONE : quarantine;
    network = network == null ? NetworkPlan.DEFAULT : network;
    snapshot = snapshot == null ? SnapshotPlan.DEFAULT : snapshot;
    validation = validation == null ? ValidationPlan.DEFAULT : validation;
    gates = gates == null ? GatesPlan.DEFAULT : gates;
    people = heldRoles(people, gates);
    traffic = traffic == null ? TrafficPlan.MANUAL : traffic;
    timeline = timeline == null ? TimelinePlan.DEFAULT : timeline;
    rollback = rollback == null ? RollbackPlan.DEFAULT : rollback;
    acceptance = acceptance == null ? List.of() : List.copyOf(acceptance);
    notifications = notifications == null ? List.of() : List.copyOf(notifications);
  }

  private static Map<Role, List<String>> heldRoles(
      Map<Role, List<String>> people, GatesPlan gates) {
    if (people == null) {
      throw new IllegalArgumentException(
          "people is missing: {operations-lead: [ann], dba: [bo], security: [cy]}");
    }
    TreeSet<Role> needed = new TreeSet<>(gates.roles());
    Map<Role, List<String>> held = new TreeMap<>();
    people.forEach((role, names) -> held.put(role, checkedNames(role, names)));
    for (Role role : needed) {
      if (held.getOrDefault(role, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "people names nobody for the role '" + role.label() + "', which a gate needs");
      }
    }
    return Collections.unmodifiableMap(held);
  }

  private static List<String> checkedNames(Role role, List<String> names) {
    List<String> checked = names == null ? List.of() : List.copyOf(names);
    for (String name : checked) {
      if (name.isBlank() || !name.equals(name.strip())) {
        throw new IllegalArgumentException(
            "people gives the role '"
                + role.label()
                + "' the name '"
                + name
                + "'; a name is neither empty nor padded with spaces");
      }
    }
    return checked;
  }

  /** The people who hold a role; empty where nobody does. */
  public List<String> holders(Role role) {
    return people.getOrDefault(role, List.of());
  }

  /** Whether this person holds this role. */
  public boolean holds(String person, Role role) {
    return holders(role).contains(person);
  }

  /** What a gate asks for. */
  public GatePlan gate(GateId gate) {
    return gates.gate(gate);
  }
}
