package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found and made, and what the files were. */
record DigestsSection(ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Row> made = new ArrayList<>();
    List<Row> files = new ArrayList<>();
    facts.digests().forEach((name, digest) -> (isFile(name) ? files : made).add(row(name, digest)));
    List<Block> blocks = new ArrayList<>();
    blocks.add(table("Digests of what was found and made", made));
    if (!files.isEmpty()) {
      blocks.add(
          Fold.elsewhere(
              "The digests of the run's files", table("Digests of the run's files", files)));
    }
    return Optional.of(new Section("digests", "Digests (SHA-256)", blocks));
  }

  /** Files are named by their place in the run's folder. */
  private static boolean isFile(String name) {
    return name.endsWith(".json") || name.endsWith(".jsonl");
  }

  static Table table(String caption, List<Row> rows) {
    return new Table(caption, List.of(Column.words("Of"), Column.words("Digest")), rows);
  }

  static List<Row> rows(Map<String, String> digests) {
    List<Row> rows = new ArrayList<>();
    digests.forEach((name, digest) -> rows.add(row(name, digest)));
    return rows;
  }

  private static Row row(String name, String digest) {
    return Row.of(Cell.of(name), Cell.of(code(digest)));
  }
}
