package io.chromarunbook.activities.taking;

import io.chromarunbook.workflows.steps.SnapshotSummary;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot that was taken, read again and held against its source once more.
 *
 * @param lookedAt when the source was looked at once more
 * @param drift what it had otherwise by then
 * @param mended what was put right in the copy of a source that is a directory, so that its server
 *     gives the records
 */
public record TakenSnapshot(
    SnapshotSummary snapshot, int collections, Instant lookedAt, Drift drift, List<String> mended) {

  public TakenSnapshot {
    mended = List.copyOf(mended);
  }
}
