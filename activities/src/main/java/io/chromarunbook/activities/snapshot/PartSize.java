package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.plan.Size;

/**
 * When a part is full: at so many records, or before it would grow beyond 64 MB of text.
 *
 * @param records most records
 */
public record PartSize(int records) {

  private static final int LEAST = 2_000;
  private static final int MOST = 10_000;
  private static final int PARTS = 20;

  /** A part may end a batch of 8 MB after this. */
  static final long BYTES = 56L << 20;

  /**
   * The size the plan gives, or what suits a migration of so many records: twenty parts, none
   * smaller than 2,000 records, two seconds of work, or larger than 10,000.
   */
  public static PartSize of(Size planned, long recordsInAll) {
    long suitable = Math.max(LEAST, Math.min(MOST, recordsInAll / PARTS));
    return new PartSize(planned.records().orElse((int) suitable));
  }
}
