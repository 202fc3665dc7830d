package io.chromarunbook.activities.checks;

import java.util.Set;

/** How much a validation looks at; each depth includes those before it. */
public enum Depth {
  /** What the servers say of themselves and their collections. */
  SERVERS,
  /** Every record. */
  RECORDS,
  /** What both servers answer to queries. */
  QUERIES;

  private static final Set<Family> BY_SERVERS =
      Set.of(
          ConnectivityChecks.FAMILY,
          CollectionChecks.FAMILY,
          CountChecks.FAMILY,
          WriteChecks.FAMILY);
  private static final Set<Family> BY_QUERIES =
      Set.of(SearchChecks.FAMILY, FilterChecks.FAMILY, PerformanceChecks.FAMILY);

  /** Whether this much includes that much. */
  public boolean reaches(Depth other) {
    return compareTo(other) >= 0;
  }

  Depth orDeeper(Depth other) {
    return reaches(other) ? this : other;
  }

  /** What a family is usually judged by. */
  static Depth of(Family family) {
    if (BY_SERVERS.contains(family)) {
      return SERVERS;
    }
    return BY_QUERIES.contains(family) ? QUERIES : RECORDS;
  }

  /** What one check of a family needs. */
  static Depth of(Family family, Check check) {
    return check.equals(CountChecks.SUM) ? RECORDS : of(family);
  }
}
