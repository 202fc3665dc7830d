package io.chromarunbook.document;

import io.chromarunbook.workflows.text.Markdown;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class MarkdownTable {

  private MarkdownTable() {}

  /** Of cells that are Markdown already. */
  static String of(List<Column> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    text.append(row(columns.stream().map(column -> Markdown.plain(column.title())).toList()));
    text.append('|');
    columns.forEach(
        column -> text.append(column.kind() == Column.Kind.NUMBERS ? " ---: |" : " --- |"));
    text.append('\n');
    rows.forEach(row -> text.append(row(row)));
    return text.append('\n').toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
