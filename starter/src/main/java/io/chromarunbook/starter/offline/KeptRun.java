package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run whose folder this home has, and the plans it went by. What of it cannot be read is an
 * {@link java.io.UncheckedIOException}.
 */
record KeptRun(String id, RunFolder folder) {

  /** Who may order what is done to the data of a run. */
  private static final List<Role> LEADING = List.of(Role.OPERATIONS_LEAD, Role.DBA);

  /**
   * The run of this id.
   *
   * @throws Failure where this home has none
   */
  static KeptRun of(RunbookHome home, String id) {
    RunFolder folder;
    try {
      folder = home.run(id);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("'" + id + "' is not a migration's id", e);
    }
    if (!Files.exists(folder.owner())) {
      throw Failure.usage(
          "There is no migration "
              + id
              + " in "
              + home.root()
              + "; name the right one, or set RUNBOOK_HOME to where its worker has it");
    }
    return new KeptRun(id, folder);
  }

  /** The plan that is in force, or was last. */
  Plan plan() {
    List<Plan> plans = Runs.plans(folder);
    return plans.get(plans.size() - 1);
  }

  /** The plan of this digest, where the run ever went by it. */
  Optional<Plan> plan(String digest) {
    return Runs.plans(folder).stream().filter(plan -> Json.digest(plan).equals(digest)).findFirst();
  }

  /** Who holds these roles, each once. */
  List<String> holders(List<Role> roles) {
    Plan plan = plan();
    return roles.stream().flatMap(role -> plan.holders(role).stream()).distinct().toList();
  }

  /** Who leads the run. */
  List<String> leaders() {
    return holders(LEADING);
  }

  /**
   * Returns where a person leads the run.
   *
   * @param what the person wants, as "may not ..." goes on
   * @throws Failure that names who may
   */
  void mustBeLedBy(String person, String what) {
    if (!leaders().contains(person)) {
      Plan plan = plan();
      throw Failure.refused(
          "%s may not %s; by the plan of %s that is for %s"
              .formatted(
                  person,
                  what,
                  id,
                  LEADING.stream()
                      .map(role -> withHolders(role, plan))
                      .collect(Collectors.joining(", "))));
    }
  }

  private static String withHolders(Role role, Plan plan) {
    List<Person> holders = plan.called(role);
    return role.label()
        + " ("
        + (holders.isEmpty() ? "held by nobody" : Person.words(holders))
        + ")";
  }
}
