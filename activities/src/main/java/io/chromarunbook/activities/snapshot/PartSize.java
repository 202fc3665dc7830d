package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.plan.Size;

/**
 * When a part is full: at so many records, or before it would grow beyond 64 MB of text.
 *
 * @param records records of a part that others follow
 * @param last most records of a collection's last part
 */
public record PartSize(int records, int last) {

  private static final int LEAST = 2_000;
  private static final int MOST = 10_000;
  private static final int PARTS = 20;

  /** A part may end a batch of 8 MB after this. */
  static final long BYTES = 56L << 20;

  /**
   * The size the plan gives, or what suits a migration of so many records: twenty parts of 2,000
   * records, which are two seconds of work, to 10,000 records. What is left of a collection is no
   * part of its own where it is less than half of one: to Temporal all parts cost the same.
   */
  public static PartSize of(Size planned, long recordsInAll) {
    if (planned.records().isPresent()) {
      int records = planned.records().getAsInt();
      return new PartSize(records, records);
    }
    int suitable = (int) Math.max(LEAST, Math.min(MOST, recordsInAll / PARTS));
    return new PartSize(suitable, suitable * 3 / 2);
  }

  /** How many records the next part takes where the collection has so many left. */
  public int next(long left) {
    return left <= last ? (int) left : records;
  }
}
