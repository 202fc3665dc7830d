package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of text, each as wide as its widest cell as it is shown. Colours are added to whole lines
 * later.
 */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row. */
  public TextTable row(String... cells) {
    rows.add(Arrays.stream(cells).map(Printable::of).toList());
    return this;
  }

  /** All rows, aligned. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.append(" ".repeat(width(column) - cell.length() + 2));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
