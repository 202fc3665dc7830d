package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checkpoint.Checkpoint;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.util.List;

/**
 * One part and its receipt.
 *
 * @param collection its name at the source
 * @param part from 1
 * @param receipt null where there is none that can be read
 * @param holds whether nothing speaks against it
 * @param objections why it does not hold, a sentence each
 */
public record CheckpointLine(
    String collection, int part, PartReceipt receipt, boolean holds, List<String> objections) {

  public CheckpointLine {
    objections = List.copyOf(objections);
  }

  static CheckpointLine of(Checkpoint checkpoint) {
    return new CheckpointLine(
        checkpoint.collection(),
        checkpoint.part(),
        checkpoint.receipt().orElse(null),
        checkpoint.holds(),
        checkpoint.objections());
  }
}
