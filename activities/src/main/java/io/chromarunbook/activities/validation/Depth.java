package io.chromarunbook.activities.validation;

/** How much a validation looks at; each depth includes those before it. */
enum Depth {
  /** What the servers say of themselves and their collections. */
  SERVERS,
  /** Every record. */
  RECORDS,
  /** What both servers answer to queries. */
  QUERIES;

  boolean reaches(Depth other) {
    return compareTo(other) >= 0;
  }
}
