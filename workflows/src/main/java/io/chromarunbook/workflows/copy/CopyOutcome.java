package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.steps.FailureKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What copying came to.
 *
 * @param next the collection of the inventory to be looked at next
 * @param records of the collections copied or tried
 * @param failed collections that were not copied
 */
public record CopyOutcome(int next, long records, List<FailedCollection> failed) {

  /** Before the first collection. */
  public static final CopyOutcome NONE = new CopyOutcome(0, 0, List.of());

  /** One collection that was not copied, by its source name, and why. */
  public record FailedCollection(String collection, FailureKind kind, String reason) {}

  public CopyOutcome {
    failed = List.copyOf(failed);
  }

  CopyOutcome skipped() {
    return new CopyOutcome(next + 1, records, failed);
  }

  CopyOutcome copied(long more) {
    return new CopyOutcome(next + 1, records + more, failed);
  }

  CopyOutcome failed(long more, FailedCollection collection) {
    List<FailedCollection> all = new ArrayList<>(failed);
    all.add(collection);
    return new CopyOutcome(next + 1, records + more, all);
  }

  /** What it comes to when some of the failed ones were copied again. */
  public CopyOutcome retried(List<String> again, CopyOutcome outcome) {
    List<FailedCollection> still = new ArrayList<>(failed);
    still.removeIf(collection -> again.contains(collection.collection()));
    still.addAll(outcome.failed());
    return new CopyOutcome(next, records, still);
  }
}
