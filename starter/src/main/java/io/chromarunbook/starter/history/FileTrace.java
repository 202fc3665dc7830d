package io.chromarunbook.starter.history;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A file that a run writes on its way, and so a trace of how far it came.
 *
 * @param step the one it is written in
 * @param words what it holds
 */
record FileTrace(Step step, Function<RunFolder, Path> file, String words) {

  /** In the order a run writes them. */
  static final List<FileTrace> ALL =
      List.of(
          new FileTrace(Step.HEALTH, RunFolder::owner, "the run's folder was made"),
          new FileTrace(Step.INVENTORY, RunFolder::inventory, "the inventory was taken"),
          new FileTrace(Step.DRY_RUN, RunFolder::dryRun, "the dry-run was done"),
          new FileTrace(
              Step.APPROVALS,
              folder -> folder.evidence(GateId.PRE_MIGRATION),
              "the evidence of the gate pre-migration was written"),
          new FileTrace(
              Step.READ_ONLY, RunFolder::breakGlassScript, "the way back by hand was written"),
          new FileTrace(
              Step.READ_ONLY,
              folder -> folder.traffic(TrafficAction.FREEZE.label()),
              "the freeze was begun"),
          new FileTrace(
              Step.READ_ONLY, RunFolder::frozenInventory, "the inventory that counts was taken"),
          new FileTrace(
              Step.SNAPSHOT,
              folder -> folder.snapshot().resolve("manifest.json"),
              "the snapshot was complete"),
          new FileTrace(Step.SNAPSHOT, RunFolder::rehearsal, "its restore was rehearsed"),
          new FileTrace(Step.MIGRATION, RunFolder::created, "the import was begun"),
          new FileTrace(Step.MIGRATION, RunFolder::receipts, "the last collection was begun"),
          new FileTrace(Step.VALIDATION, RunFolder::validation, "the validation was summed up"),
          new FileTrace(
              Step.GO_NO_GO,
              folder -> folder.evidence(GateId.GO_NO_GO),
              "the evidence of the gate go-no-go was written"),
          new FileTrace(
              Step.CUTOVER,
              folder -> folder.traffic(TrafficAction.SWITCH.label()),
              "the switch was begun"),
          new FileTrace(Step.MONITORING, RunFolder::baseline, "the window was begun"),
          new FileTrace(
              Step.ROLLBACK,
              folder -> folder.traffic(TrafficAction.REVERT.label()),
              "the applications were taken back"),
          new FileTrace(
              Step.ROLLBACK,
              folder -> folder.traffic(TrafficAction.THAW.label()),
              "the source was thawed"));
}
