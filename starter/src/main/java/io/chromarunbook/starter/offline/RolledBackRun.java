package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A run that has ended in a rollback, and what it left behind, by its files alone. */
final class RolledBackRun {

  private final KeptRun kept;
  private final Runs.Owner owner;
  private final Plan plan;

  private RolledBackRun(KeptRun kept, Runs.Owner owner) {
    this.kept = kept;
    this.owner = owner;
    this.plan = kept.plan();
  }

  /**
   * The run of this id.
   *
   * @throws Failure where this home has none, it is another home's, or it is not rolled back
   */
  static RolledBackRun of(RunbookHome home, String id) {
    KeptRun kept = KeptRun.of(home, id);
    Runs.Owner owner = Runs.owner(kept.folder());
    if (!owner.home().equals(home.id())) {
      throw Failure.refused(
          "The migration %s belongs to the home %s, and %s is the home %s; set RUNBOOK_HOME to where the migration ran"
              .formatted(id, owner.home(), home.root(), home.id()));
    }
    requireRolledBack(id, kept.folder());
    return new RolledBackRun(kept, owner);
  }

  private static void requireRolledBack(String id, RunFolder folder) {
    String state = state(folder);
    if (!RunState.ROLLED_BACK.name().equals(state)) {
      throw Failure.refused(
          "The migration %s %s, and only what a rollback left behind is put back; see %s"
              .formatted(
                  id,
                  state.isEmpty()
                      ? "has no report yet, so it has not ended"
                      : "is " + state + " by its report, not ROLLED_BACK",
                  RunbookCommand.of("status", id)));
    }
  }

  private static String state(RunFolder folder) {
    if (!Files.exists(folder.reportJson())) {
      return "";
    }
    try {
      return Json.MAPPER.readTree(folder.reportJson().toFile()).path("state").asText("");
    } catch (IOException e) {
      throw Failure.data(
          folder.reportJson() + " cannot be read, so nobody knows how the run ended", e);
    }
  }

  RunFolder folder() {
    return kept.folder();
  }

  /** The plan that is in force. */
  Plan plan() {
    return plan;
  }

  /** Whether traffic was ever to be switched: before that nothing is written at the target. */
  boolean switched() {
    return Files.exists(folder().traffic(TrafficAction.SWITCH.label()));
  }

  /** Whether the target was ever read. */
  boolean read() {
    return Files.exists(folder().leftBehind()) || Files.exists(folder().leftBehind(1));
  }

  /**
   * What it left behind, by the last reading.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where that is not what was
   *     written
   */
  LeftBehindFile leftBehind() {
    if (!Files.exists(folder().leftBehind())) {
      throw Failure.data(
          "%s is missing: the target was not read when %s was rolled back, or the file was taken away; put it back where it is kept elsewhere"
              .formatted(folder().leftBehind(), kept.id()),
          null);
    }
    LeftBehindFile file = LeftBehindFile.open(folder().leftBehind());
    LeftBehindHeader header = file.header();
    if (!header.migration().equals(kept.id()) || !header.runId().equals(owner.runId())) {
      throw Failure.data(
          "%s is of the migration %s (run %s), not of this run; put back the file that was written"
              .formatted(file.path(), header.migration(), header.runId()),
          null);
    }
    return file;
  }

  /** What earlier readings found, as {@link #leftBehind}; the first comes first. */
  List<LeftBehindFile> earlier() {
    List<LeftBehindFile> files = new ArrayList<>();
    for (int number = 1; Files.exists(folder().leftBehind(number)); number++) {
      files.add(LeftBehindFile.open(folder().leftBehind(number)));
    }
    return files;
  }

  /**
   * The plan by which records were migrated.
   *
   * @throws Failure where the run never had it
   */
  Plan planOf(LeftBehindHeader header) {
    return kept.plan(header.planDigest())
        .orElseThrow(
            () ->
                Failure.data(
                    "%s was read by a plan that is not this run's (%s); put back the plan that was written"
                        .formatted(folder().leftBehind(), header.planDigest()),
                    null));
  }

  /**
   * The snapshot the target was held against.
   *
   * @throws Failure where it is another one
   */
  Snapshot snapshotOf(LeftBehindHeader header) {
    Snapshot snapshot = Snapshot.open(folder().snapshot());
    if (!snapshot.digest().equals(header.snapshotDigest())) {
      throw Failure.data(
          "%s is not the snapshot the target was held against (%s); put back the one that was taken"
              .formatted(folder().snapshot(), header.snapshotDigest()),
          null);
    }
    return snapshot;
  }

  /**
   * Returns where this person may have records put back.
   *
   * @throws Failure that names who may
   */
  void requireAuthority(String by) {
    kept.mustBeLedBy(by, "put records back");
  }

  /** Who may have records put back. */
  List<String> mayOrder() {
    return kept.leaders();
  }
}
