package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.evidence.SearchResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** How the target searches. */
record SearchSection(ReportFacts facts, MarkdownPage page) implements ReportSection {

  private static final int MOST_QUERIES = 10;

  @Override
  public void write() {
    if (facts.searches().isEmpty()) {
      return;
    }
    page.paragraph(
        "Semantic search, compared with exact search over the snapshot (recall 1 is perfect):");
    page.header("Collection", "Queries", "Answered", "Recall at source", "Recall at target");
    for (SearchResult search : facts.searches()) {
      page.row(
          search.collection(),
          Wording.number(search.queries()),
          Wording.number(search.answered()),
          Wording.share(search.sourceRecall()),
          Wording.share(search.targetRecall()));
    }
    page.gap();
    worstQueries();
  }

  private void worstQueries() {
    List<QueryLine> worst =
        facts.queries().stream()
            .filter(QueryLine::imperfect)
            .collect(
                Collectors.groupingBy(
                    QueryLine::collection, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .flatMap(lines -> lines.stream().limit(MOST_QUERIES))
            .toList();
    if (worst.isEmpty()) {
      page.paragraph("No server left out a neighbour in any of the queries the report has.");
      return;
    }
    page.paragraph(
        "The worst queries of each collection, at most %d; the JSON report has all, with their vectors:"
            .formatted(MOST_QUERIES));
    page.header(
        "Collection",
        "Vector of",
        "Kind",
        "Recall at source",
        "Recall at target",
        "Source answered",
        "Target answered");
    for (QueryLine query : worst) {
      page.row(
          query.collection(),
          query.of(),
          query.kind(),
          Wording.share(query.sourceRecall()),
          Wording.share(query.targetRecall()),
          String.join(", ", query.source()),
          String.join(", ", query.target()));
    }
    page.gap();
  }
}
