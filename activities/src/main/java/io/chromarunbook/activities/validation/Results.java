package io.chromarunbook.activities.validation;

/** The kinds of result files validation writes. */
final class Results {

  /** A {@link PartComparison} a part. */
  static final String TARGET = "target";

  /** {@link ForeignIds} at the target, a file a collection. */
  static final String ADDED = "added";

  /** A {@link CollectionSearch} a collection. */
  static final String SEARCH = "search";

  private Results() {}
}
