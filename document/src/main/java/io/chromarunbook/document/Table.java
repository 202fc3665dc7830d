package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table, whose first column says what each row is about.
 *
 * @param caption what it shows, in a few words
 */
public record Table(String caption, List<Column> columns, List<Row> rows) implements Block {

  /** One row, with a cell for each column. */
  public record Row(List<Cell> cells) {

    /** Of these cells. */
    public Row {
      cells = List.copyOf(cells);
    }

    /** Of these cells. */
    public static Row of(Cell... cells) {
      return new Row(List.of(cells));
    }

    /** Of words alone. */
    public static Row of(String... cells) {
      return new Row(Stream.of(cells).map(Cell::of).toList());
    }
  }

  /** With as many cells in each row as there are columns. */
  public Table {
    requireNonNull(caption, "caption is null");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "the table \"%s\" has %d columns and a row of %d cells"
                .formatted(caption, columns.size(), row.cells().size()));
      }
    }
  }
}
