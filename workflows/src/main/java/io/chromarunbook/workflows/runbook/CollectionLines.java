package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyProgress;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.steps.CollectionLine;
import io.chromarunbook.workflows.steps.CollectionTotals;
import io.chromarunbook.workflows.steps.InventorySummary;
import java.util.List;

/** How far each collection is: the first hundred by name, all of them by number. */
final class CollectionLines {

  private final MigrationState state;
  private final ProgressTracker progress;

  CollectionLines(MigrationState state, ProgressTracker progress) {
    this.state = state;
    this.progress = progress;
  }

  /** Shows the collections of an inventory as not copied yet. */
  void list(InventorySummary inventory) {
    state.collections.lines.clear();
    progress.expect(inventory.records());
    for (CollectionLine line : inventory.lines()) {
      state.collections.lines.put(
          line.source(),
          new CollectionStatus(
              line.source(), line.target(), line.records(), 0, 0, CollectionStatus.State.PENDING));
    }
  }

  /** Takes what the copying children tell of one. */
  void take(CopyProgress told) {
    CollectionStatus collection = told.collection();
    if (state.copy.outcome == null && collection.state() == CollectionStatus.State.COPIED) {
      state.collections.copied++;
    }
    if (state.collections.lines.containsKey(collection.name())) {
      state.collections.lines.put(collection.name(), collection);
    }
  }

  /** Takes what validation counted at the target. */
  void validated(List<CollectionTotals> targets) {
    for (CollectionTotals line : targets) {
      state.collections.lines.computeIfPresent(
          line.collection(),
          (name, status) ->
              new CollectionStatus(
                  name,
                  status.targetName(),
                  status.source(),
                  line.targetCount(),
                  line.totals().quarantined(),
                  status.state()));
    }
  }

  /** Whether there is one of this name. */
  boolean has(String name) {
    return state.collections.lines.containsKey(name);
  }

  /** How many there are. */
  int total() {
    if (state.freeze.inventory != null) {
      return state.freeze.inventory.collections();
    }
    return state.preparation.inventory == null ? 0 : state.preparation.inventory.collections();
  }

  /** How many are at the target; the list has only the first ones, so it cannot be counted. */
  int copied() {
    return state.copy.outcome == null
        ? state.collections.copied
        : total() - state.copy.outcome.failed().size();
  }
}
