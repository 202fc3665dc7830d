package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.steps.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The right to write one part: a file that names its holder, written durably when an attempt starts
 * and read again before each batch. A worker that was thought dead and comes back finds another
 * holder, or none, and stops.
 */
final class Fence {

  /**
   * Who may write.
   *
   * @param activity the same for all attempts at one activity
   * @param attempt from 1; a later attempt has a greater number
   */
  record Holder(String activity, int attempt) {}

  private final Path file;
  private final Path stop;
  private final Holder holder;
  private final Holder predecessor;

  private Fence(Path file, Path stop, Holder holder, Holder predecessor) {
    this.file = file;
    this.stop = stop;
    this.holder = holder;
    this.predecessor = predecessor;
  }

  /**
   * Takes over the part from whoever held it.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind FENCED where a later attempt holds it,
   *     or writing was stopped
   */
  static Fence take(RunFolder folder, int collection, int part, Holder holder) {
    Path file = folder.fence(collection, part);
    Holder predecessor = Files.exists(file) ? DurableFile.readJson(file, Holder.class) : null;
    Fence fence = new Fence(file, folder.stopWriters(), holder, predecessor);
    fence.refuseIfStopped();
    if (predecessor != null
        && predecessor.activity().equals(holder.activity())
        && predecessor.attempt() > holder.attempt()) {
      throw fence.lostTo(predecessor);
    }
    DurableFile.writeJson(file, holder);
    return fence;
  }

  /** Whether somebody has held it before, so that some of the part may be written already. */
  boolean hadPredecessor() {
    return predecessor != null;
  }

  /**
   * Returns while the holder may write.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind FENCED where it no longer may
   */
  void check() {
    refuseIfStopped();
    if (!Files.exists(file)) {
      throw FailureKind.FENCED.failure(
          "The collection was discarded while attempt "
              + holder.attempt()
              + " was writing it, so it stops; nothing needs mending.",
          null);
    }
    Holder now = DurableFile.readJson(file, Holder.class);
    if (!now.equals(holder)) {
      throw lostTo(now);
    }
  }

  private void refuseIfStopped() {
    if (Files.exists(stop)) {
      throw FailureKind.FENCED.failure(
          "Writing to the target was stopped for good (" + stop + "); nothing needs mending.",
          null);
    }
  }

  private RuntimeException lostTo(Holder other) {
    return FailureKind.FENCED.failure(
        "Attempt "
            + other.attempt()
            + " writes this part now, so attempt "
            + holder.attempt()
            + " stops; nothing needs mending.",
        null);
  }
}
