package io.chromarunbook.activities.dryrun;

import java.util.List;
import java.util.stream.Stream;

/**
 * Records that cannot be migrated for the same thing.
 *
 * @param cause what they have in common
 * @param reason one sentence about the first of them, with what would mend it
 * @param rule the line below {@code fields} in the plan that would let it go; empty where none can
 * @param records how many
 * @param firstIds at most ten of them
 */
public record Cause(String cause, String reason, String rule, long records, List<String> firstIds) {

  static final int MOST_IDS = 10;

  Cause plus(Cause other) {
    return new Cause(
        cause,
        reason,
        rule,
        records + other.records,
        Stream.concat(firstIds.stream(), other.firstIds.stream()).limit(MOST_IDS).toList());
  }
}
