package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.plan.TransformPlan;
import java.util.List;

/**
 * What somebody else must know to compare both servers as this run did.
 *
 * @param transform how metadata changes on its way, by the plan in force
 * @param topK neighbours a query
 * @param maxRecallDrop how much lower the target's recall may be than the source's, 0 to 1
 * @param collections every one of the snapshot
 */
record ComparisonTerms(
    Database source,
    Database target,
    TransformPlan transform,
    int topK,
    double maxRecallDrop,
    List<Collection> collections) {

  /** Where at a server the collections are. */
  record Database(String tenant, String database) {}

  /**
   * One collection.
   *
   * @param target its name there
   * @param records in the snapshot
   * @param quarantined ids that are not to be at the target
   */
  record Collection(String name, String target, long records, List<String> quarantined) {}

  /** How many quarantined ids a report has; more than that are far beyond any GO. */
  static final int MOST_QUARANTINED = 10_000;
}
