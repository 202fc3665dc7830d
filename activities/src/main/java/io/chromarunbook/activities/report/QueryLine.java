package io.chromarunbook.activities.report;

import java.util.List;

/**
 * One query of semantic search, with all that is needed to ask it again.
 *
 * @param collection its name at the source
 * @param of id of the record the vector was taken from
 * @param kind "sampled" for the record's own vector, "perturbed" for that moved a little
 * @param vector base64 of little-endian float32
 * @param sourceRecall share of the exact neighbours the source returned, 0 to 1
 * @param targetRecall share of the exact neighbours the target returned, 0 to 1
 * @param source ids, nearest first
 * @param target ids, nearest first
 */
record QueryLine(
    String collection,
    String of,
    String kind,
    String vector,
    double sourceRecall,
    double targetRecall,
    List<String> source,
    List<String> target) {

  /** How many a report has; beyond that every collection gives as many of its worst. */
  static final int MOST = 3_000;

  /** Whether a server left out a neighbour. */
  boolean imperfect() {
    return sourceRecall < 1 || targetRecall < 1;
  }
}
