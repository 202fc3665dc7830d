package io.chromarunbook.activities.checkpoint;

import io.chromarunbook.workflows.steps.PartReceipt;
import java.util.List;
import java.util.Optional;

/**
 * One part and its receipt.
 *
 * @param collection its name at the source
 * @param part from 1
 * @param recorded whether there is a file for its receipt, readable or not; a part that was not
 *     imported yet, or failed, has none
 * @param receipt empty where there is none, or none that can be read
 * @param objections why the receipt does not hold, a sentence each; empty where it holds or was not
 *     asked about
 */
public record Checkpoint(
    String collection,
    int part,
    boolean recorded,
    Optional<PartReceipt> receipt,
    List<String> objections) {

  public Checkpoint {
    objections = List.copyOf(objections);
  }

  /** Whether nothing speaks against it. */
  public boolean holds() {
    return objections.isEmpty();
  }
}
