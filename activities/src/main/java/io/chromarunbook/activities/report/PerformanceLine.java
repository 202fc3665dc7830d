package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.evidence.SearchResult;

/**
 * One figure, what was expected of it (by the dry-run, or as it was at the source), and what came.
 */
record PerformanceLine(String figure, String expected, String measured) {

  private static final String OF_SEARCH = "Recall of semantic search in ";

  /** How well a collection is searched, which what is said of searching says too. */
  static PerformanceLine ofSearch(SearchResult search) {
    return new PerformanceLine(
        OF_SEARCH + search.collection() + ", source and target",
        Wording.share(search.sourceRecall()),
        Wording.share(search.targetRecall()));
  }

  boolean ofSearch() {
    return figure.startsWith(OF_SEARCH);
  }
}
