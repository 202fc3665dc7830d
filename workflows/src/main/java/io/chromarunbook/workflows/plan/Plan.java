package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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
    @PlanKey(
            means = "The migration's id, which is used once",
            takes = "an id of 1 to 63 small letters, digits, '.', '_' and '-'",
            example = "kb-to-1x",
            needed = true)
        String migration,
    @PlanKey(
            means = "The server to move from; it is only read",
            example = "{url: \"http://old:8000\"}",
            needed = true)
        ServerPlan source,
    @PlanKey(means = "The server to move to", example = "{url: \"http://new:8000\"}", needed = true)
        ServerPlan target,
    @PlanKey(means = "Which collections migrate, and under which names")
        CollectionSelection collections,
    @PlanKey(means = "How the metadata of records change on their way") TransformPlan transform,
    @PlanKey(means = "How records are written at the target") @JsonProperty("import")
        ImportPlan importing,
    @PlanKey(means = "How many records may be put aside: whichever bound allows more")
        QuarantinePlan quarantine,
    @PlanKey(means = "Patience with servers that do not answer") NetworkPlan network,
    @PlanKey(means = "How the snapshot of the source is kept and proven") SnapshotPlan snapshot,
    @PlanKey(means = "The bounds that decide what GO needs") ValidationPlan validation,
    @PlanKey(means = "Who must agree, and by when") GatesPlan gates,
    @PlanKey(
            means = "Who holds which role; a gate waits for one person of each of its roles",
            example =
                "{operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [{name: di, contact: \"+49 30 1234\"}]}",
            needed = true,
            heldAgainst = "gates")
        Map<Role, List<Person>> people,
    @PlanKey(means = "How applications are kept from writing, moved over and moved back")
        TrafficPlan traffic,
    @PlanKey(means = "When things happen, and how long they may take") TimelinePlan timeline,
    @PlanKey(means = "What is watched after the cutover, and what follows from it")
        WindowPlan window,
    @PlanKey(means = "What a rollback does") RollbackPlan rollback,
    @PlanKey(
            means = "Commands run against the target before go-no-go, and after the window",
            example = "[{run: [./accept.sh]}]")
        List<CommandPlan> acceptance,
    @PlanKey(means = "How people are told", example = "[{webhook: {env: OPS_WEBHOOK}}]")
        @JsonProperty("notify")
        List<NotificationPlan> notifications,
    // Not written where it is not there, so that plans without it keep their digest.
    @PlanKey(
            means = "Whether a copy of the source's directory may become the target's",
            unset = "auto where both sides are directories, else api",
            example = "auto")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Lane lane) {

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
    if (target.snapshot() != null) {
      throw new IllegalArgumentException(
          "target.snapshot is no key: a snapshot is only moved from");
    }
    if (within(source.directory(), target.directory())
        || within(target.directory(), source.directory())) {
      throw new IllegalArgumentException(
          "source and target are one directory, or one lies in the other; name another directory"
              + " for the target");
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
    if (traffic.mode() == TrafficPlan.Mode.GATE && !(source.isServer() && target.isServer())) {
      throw new IllegalArgumentException(
          "traffic.mode is 'gate', which stands between servers, and source or target is none;"
              + " leave traffic out");
    }
    timeline = timeline == null ? TimelinePlan.DEFAULT : timeline;
    window = window == null ? WindowPlan.DEFAULT : window;
    rollback = rollback == null ? RollbackPlan.DEFAULT : rollback;
    acceptance = acceptance == null ? List.of() : List.copyOf(acceptance);
    notifications = notifications == null ? List.of() : List.copyOf(notifications);
    boolean directories = source.directory() != null && target.directory() != null;
    if (lane == Lane.IN_PLACE && !directories) {
      throw new IllegalArgumentException(
          "lane is 'in-place', and source and target are not both directories; leave lane out");
    }
  }

  private static boolean within(String outer, String inner) {
    return outer != null && inner != null && (inner.equals(outer) || inner.startsWith(outer + "/"));
  }

  private static Map<Role, List<Person>> heldRoles(
      Map<Role, List<Person>> people, GatesPlan gates) {
    if (people == null) {
      throw new IllegalArgumentException(
          "people is missing: {operations-lead: [ann], dba: [bo], security: [cy]}");
    }
    TreeSet<Role> needed = new TreeSet<>(gates.roles());
    Map<Role, List<Person>> held = new TreeMap<>();
    people.forEach((role, holders) -> held.put(role, checkedNames(role, holders)));
    for (Role role : needed) {
      if (held.getOrDefault(role, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "people names nobody for the role '" + role.label() + "', which a gate needs");
      }
    }
    for (Role role : gates.escalation()) {
      if (held.getOrDefault(role, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "people names nobody for the role '" + role.label() + "', to which a gate escalates");
      }
    }
    return Collections.unmodifiableMap(held);
  }

  private static List<Person> checkedNames(Role role, List<Person> holders) {
    List<Person> checked = holders == null ? List.of() : List.copyOf(holders);
    for (Person holder : checked) {
      String name = holder.name();
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

  /** The names of those who hold a role; empty where nobody does. */
  public List<String> holders(Role role) {
    return called(role).stream().map(Person::name).toList();
  }

  /** Those who hold a role, with where they are reached; empty where nobody does. */
  public List<Person> called(Role role) {
    return people.getOrDefault(role, List.of());
  }

  /**
   * Where these people are reached, by their names; those of whom the plan does not say are not in
   * it.
   */
  public Map<String, String> contacts(List<String> names) {
    Map<String, String> contacts = new TreeMap<>();
    people.values().stream()
        .flatMap(List::stream)
        .filter(person -> person.contact() != null && names.contains(person.name()))
        .forEach(person -> contacts.putIfAbsent(person.name(), person.contact()));
    return contacts;
  }

  /** Whether this person holds this role. */
  public boolean holds(String person, Role role) {
    return holders(role).contains(person);
  }

  /** Who does an action on traffic. */
  public Doer doer(TrafficAction action) {
    return switch (action) {
      case FREEZE, THAW ->
          source.directory() != null
              ? source.isLive()
                  ? new Doer.LiveDirectory(source.directory())
                  : new Doer.ServedCopy(source.directory())
              : source.snapshot() != null
                  ? new Doer.Nobody("The source is a snapshot, which nobody writes to.")
                  : traffic.doer(action);
      case SWITCH, REVERT, RESTART, VERIFY ->
          target.directory() == null
              ? traffic.doer(action)
              : new Doer.Nobody(
                  "The target is a directory that only this run has open; applications open it"
                      + " when the run is closed.");
    };
  }

  /** Whether people do this, and confirm it. */
  public boolean byPeople(TrafficAction action) {
    return doer(action) instanceof Doer.People;
  }

  /** Whether any side is a directory, which the run serves while it goes on. */
  public boolean servesDirectories() {
    return source.directory() != null || target.directory() != null;
  }

  /** By which road records go. */
  @JsonIgnore
  public Lane laneInForce() {
    if (lane != null) {
      return lane;
    }
    return source.directory() != null && target.directory() != null ? Lane.AUTO : Lane.API;
  }

  /** What a gate asks for. */
  public GatePlan gate(GateId gate) {
    return gates.gate(gate);
  }
}
