package io.chromarunbook.activities.restore;

import java.util.List;

/**
 * What a restore ended with; all of it compared with the server record by record.
 *
 * @param collections restored
 * @param records in them, every one equal
 * @param written by this call; fewer than all where an earlier one was interrupted
 * @param byTolerance records that are equal only within what servers are known to alter
 * @param withoutConfiguration collections, by name, that had an embedding function or a schema of
 *     their own, which a 0.x server has no place for; none at any other
 */
public record Restored(
    int collections,
    long records,
    long written,
    long byTolerance,
    List<String> withoutConfiguration) {

  /** One that lacks nothing. */
  public Restored(int collections, long records, long written, long byTolerance) {
    this(collections, records, written, byTolerance, List.of());
  }

  public Restored {
    withoutConfiguration = List.copyOf(withoutConfiguration);
  }
}
