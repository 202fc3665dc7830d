package io.chromarunbook.activities.frontdoor;

import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.FreezeProof.State;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A source that is a snapshot: there is no door, and no write is ever tried. It stands still as
 * long as its manifest, which names every file by its digest, has the digest that the plan names.
 */
final class SnapshotDoor implements FrontDoor {

  private final ServerPlan source;

  SnapshotDoor(ServerPlan source) {
    this.source = source;
  }

  @Override
  public FreezeProof tryBeforeFreeze() {
    FreezeProof proof = look();
    return new FreezeProof(proof.state(), proof.message() + " No write was tried.");
  }

  @Override
  public FreezeProof proveFrozen(FreezeProof before) {
    return look();
  }

  @Override
  public FreezeProof lookAtFreeze(FreezeProof before) {
    return look();
  }

  private FreezeProof look() {
    try {
      Snapshot snapshot = Snapshot.open(Path.of(source.snapshot()), source.digest());
      return new FreezeProof(
          State.REFUSED,
          "The source is a snapshot; its manifest has the digest " + snapshot.digest() + ".");
    } catch (ApplicationFailure e) {
      return new FreezeProof(
          State.CHECK_DENIES,
          "The source is a snapshot, and is not the one that the plan names any more: "
              + e.getOriginalMessage());
    } catch (UncheckedIOException e) {
      return new FreezeProof(
          State.SILENT,
          "The snapshot %s cannot be read: %s."
              .formatted(source.snapshot(), e.getCause().getMessage()));
    }
  }

  /** Whatever became of its files: nothing was done to them that could be undone. */
  @Override
  public ActionResult proveThawed(FreezeProof before) {
    FreezeProof proof = look();
    return new ActionResult(
        ActionResult.State.DONE,
        "There is nothing to thaw, because nobody writes to a snapshot. " + proof.message());
  }
}
