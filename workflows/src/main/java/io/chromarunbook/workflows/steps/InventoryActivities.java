package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Counts and names what there is. */
@ActivityInterface(namePrefix = "Inventory")
public interface InventoryActivities {

  /**
   * Writes the inventory of the live source and looks for the plan's backup. A repeat takes it
   * anew.
   */
  InventorySummary takeInventory(RunReference run);

  /**
   * Writes the inventory that counts, of the frozen source. New or vanished collections or metadata
   * keys since the first one are blocking findings. A repeat takes it anew.
   */
  InventorySummary takeFrozenInventory(RunReference run);

  /**
   * Compares room and limits with the inventory. Changes nothing.
   *
   * @param replaces a closed migration whose collections do not count as taken names; may be null
   */
  CapacityReport capacity(RunReference run, String replaces);
}
