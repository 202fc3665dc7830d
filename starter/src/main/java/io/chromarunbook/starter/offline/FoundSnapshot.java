package io.chromarunbook.starter.offline;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A snapshot in this home, by its manifest alone; its files go unread.
 *
 * @param migration whose folder it lies in
 * @param run state in that run's report, {@link #TAKEN} where it was taken by itself; null while
 *     there is neither
 * @param state what the manifest says
 * @param problem why it is not complete, in one sentence; null where it is
 * @param digest the manifest's SHA-256; null where it is not complete, like all that follows
 * @param source server, tenant and database it was taken of
 * @param bytes on disk
 * @param leftBehind what its run left at the target that is not at the source, in half a sentence;
 *     null where there is nothing
 */
public record FoundSnapshot(
    String migration,
    String run,
    Path directory,
    State state,
    String problem,
    String digest,
    String source,
    Instant created,
    Instant retainUntil,
    int collections,
    long records,
    long bytes,
    String leftBehind) {

  /** Stands for the end of a run where there was none. */
  static final String TAKEN = "TAKEN";

  /** Whether no run made it. */
  public boolean takenByItself() {
    return TAKEN.equals(run);
  }

  /** What a manifest says of its snapshot. */
  public enum State {
    /** Every file was written. */
    COMPLETE,
    /** There is no manifest: its export goes on, or never ended. */
    UNFINISHED,
    /** The manifest is not the one that was written. */
    UNREADABLE
  }
}
