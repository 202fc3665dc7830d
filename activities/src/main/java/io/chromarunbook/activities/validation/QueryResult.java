package io.chromarunbook.activities.validation;

import java.util.List;

/**
 * What came of one query.
 *
 * @param vector base64 of little-endian float32
 * @param sourceRecall share of the exact neighbours the source returned, 0 to 1
 * @param targetRecall share of the exact neighbours the target returned, 0 to 1
 * @param source ids, nearest first
 * @param target ids, nearest first
 */
record QueryResult(
    String of,
    Query.Kind kind,
    String vector,
    double sourceRecall,
    double targetRecall,
    List<String> source,
    List<String> target) {

  QueryResult {
    source = List.copyOf(source);
    target = List.copyOf(target);
  }
}
