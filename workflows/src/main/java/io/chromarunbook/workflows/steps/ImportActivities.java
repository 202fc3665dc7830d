package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Writes the snapshot into the target. */
@ActivityInterface(namePrefix = "Import")
public interface ImportActivities {

  /** The collections to be copied, from one on. Changes nothing. */
  CollectionPage collections(RunReference run, int from);

  /**
   * Creates the collection at the target with this run's mark, or finds it with that mark; one that
   * bears another mark or none is refused. Settings that cannot be kept are refused.
   */
  void prepareCollection(RunReference run, CollectionWork collection);

  /**
   * Transforms, validates, upserts and reads back one part. A part with a receipt that still fits
   * is not written again.
   */
  PartReceipt importPart(RunReference run, int collection, int part);

  /**
   * Creates the collection and brings in its only part, as the two above do: a small collection is
   * moved in less time than an activity of its own takes.
   */
  PartReceipt importWhole(RunReference run, CollectionWork collection);

  /** Removes the collection this run created, with its receipts, so that it can be copied anew. */
  void discardCollection(RunReference run, CollectionWork collection);

  /** Removes every collection this run created at the target. A repeat finds fewer. */
  int discardAll(RunReference run);

  /**
   * Removes the collections that bear the mark of an earlier, closed migration and the UUIDs it
   * recorded.
   */
  int discardReplaced(RunReference run, String replaced);

  /** Takes this run's marks off its collections: they are the applications' from now on. */
  void releaseCollections(RunReference run);

  /** Makes every writer of this run stop at its next batch, whatever process it runs in. */
  void stopWriters(RunReference run);
}
