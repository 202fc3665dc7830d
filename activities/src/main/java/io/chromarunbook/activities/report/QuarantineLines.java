package io.chromarunbook.activities.report;

import java.util.List;

/**
 * Records put aside.
 *
 * @param file where they lie whole; null where there are none
 * @param first the first of them
 */
record QuarantineLines(long count, String file, List<Line> first) {

  /** How many a report names. */
  static final int MOST = 20;

  /** One record and why it is there. */
  record Line(String collection, String id, String reason) {}
}
