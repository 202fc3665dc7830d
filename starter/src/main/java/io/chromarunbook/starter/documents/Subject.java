package io.chromarunbook.starter.documents;

import io.chromarunbook.starter.offline.DryRunForecast;
import io.chromarunbook.starter.planning.InventoryLook;
import io.chromarunbook.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What documents are written of.
 *
 * @param plan the plan
 * @param planFile the plan's file, as it is typed
 * @param preface what readers must know of these documents first
 * @param look what the source holds now
 * @param forecast of the last dry-run; empty where this home has none
 * @param home RUNBOOK_HOME, as it is typed
 * @param commands all commands of the program
 */
public record Subject(
    Plan plan,
    String planFile,
    String preface,
    InventoryLook look,
    Optional<DryRunForecast> forecast,
    Path home,
    List<KnownCommand> commands) {

  public Subject {
    commands = List.copyOf(commands);
  }

  /** The migration's id. */
  String id() {
    return plan.migration();
  }

  /** Where the run's files will lie. */
  Path runFolder() {
    return home.resolve("runs").resolve(id());
  }

  /** How it is called in titles. */
  String name() {
    return "migration " + id();
  }

  /** The commands of its run. */
  RunCommands typed() {
    return new RunCommands(this);
  }
}
