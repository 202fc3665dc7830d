package io.chromarunbook.activities.report;

import io.chromarunbook.activities.charts.BarChart;
import io.chromarunbook.activities.charts.Charts;
import io.chromarunbook.activities.charts.Series;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Figure;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.evidence.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the target searches. */
record SearchSection(ReportFacts facts) implements ReportSection {

  private static final int MOST_QUERIES = 10;
  private static final int MOST_BARS = 30;

  @Override
  public Optional<Section> section() {
    if (facts.searches().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Paragraph.of(
            "Semantic search at both servers, compared with exact search over the snapshot (recall 1 is perfect)."));
    blocks.add(chart());
    blocks.add(worstQueries());
    return Optional.of(new Section("search", "Semantic search", blocks));
  }

  private Figure chart() {
    List<SearchResult> worst =
        facts.searches().stream()
            .sorted(Comparator.comparingDouble(SearchResult::targetRecall))
            .limit(MOST_BARS)
            .toList();
    return new Figure(
        "Recall by collection, at source and target",
        "The lowest recall at the target is %s, in %s; the lowest at the source is %s."
            .formatted(
                Wording.share(worst.get(0).targetRecall()),
                worst.get(0).collection(),
                Wording.share(
                    facts.searches().stream()
                        .mapToDouble(SearchResult::sourceRecall)
                        .min()
                        .orElse(0))),
        Charts.bars(
            "recall",
            new BarChart(
                "recall",
                worst.stream().map(SearchResult::collection).toList(),
                List.of(
                    new Series(
                        "source",
                        Series.Colour.FOURTH,
                        worst.stream().map(SearchResult::sourceRecall).toList()),
                    new Series(
                        "target",
                        Series.Colour.FIRST,
                        worst.stream().map(SearchResult::targetRecall).toList())),
                BarChart.Arrangement.BESIDE)),
        List.of(
            new Table(
                "Recall of every collection",
                List.of(
                    Column.words("Collection"),
                    Column.numbers("Queries"),
                    Column.numbers("Answered"),
                    Column.numbers("Recall at source"),
                    Column.numbers("Recall at target")),
                facts.searches().stream().map(SearchSection::row).toList())));
  }

  private static Row row(SearchResult search) {
    return Row.of(
        search.collection(),
        Wording.number(search.queries()),
        Wording.number(search.answered()),
        Wording.share(search.sourceRecall()),
        Wording.share(search.targetRecall()));
  }

  private Block worstQueries() {
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
      return Paragraph.of("No server left out a neighbour in any of the queries the report has.");
    }
    return Fold.elsewhere(
        "The worst queries of each collection, at most %d (the JSON form has all, with their vectors)"
            .formatted(MOST_QUERIES),
        new Table(
            "The worst queries of each collection",
            List.of(
                Column.words("Collection"),
                Column.words("Vector of"),
                Column.words("Kind"),
                Column.numbers("Recall at source"),
                Column.numbers("Recall at target"),
                Column.words("Source answered"),
                Column.words("Target answered")),
            worst.stream().map(SearchSection::query).toList()));
  }

  private static Row query(QueryLine query) {
    return Row.of(
        query.collection(),
        query.of(),
        query.kind(),
        Wording.share(query.sourceRecall()),
        Wording.share(query.targetRecall()),
        String.join(", ", query.source()),
        String.join(", ", query.target()));
  }
}
