package io.chromarunbook.starter.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** How much a terminal shows at once. */
record ScreenSize(int rows, int columns) {

  /** Where nobody knows: wide enough for our tables, and never too low. */
  static final ScreenSize USUAL = new ScreenSize(Integer.MAX_VALUE, 100);

  /** As the launcher saw it; a size of nothing is what terminals say that do not know theirs. */
  static ScreenSize ofThisProcess() {
    int rows = Integer.getInteger("runbook.rows", 0);
    int columns = Integer.getInteger("runbook.columns", 0);
    return new ScreenSize(rows > 0 ? rows : USUAL.rows, columns > 0 ? columns : USUAL.columns);
  }

  /**
   * These lines, or where the screen does not hold them all as many from the beginning, because the
   * most important ones stand there.
   *
   * @param whole how to see all of them
   */
  List<String> fitted(List<String> lines, String whole) {
    // The cursor needs a row below the last line, or the first one scrolls away.
    int free = rows - 1;
    if (lines.stream().mapToInt(this::rowsOf).sum() <= free) {
      return lines;
    }
    int left = free;
    List<String> fitted = new ArrayList<>();
    for (String line : lines) {
      left -= rowsOf(line);
      if (left < 1) {
        break;
      }
      fitted.add(line);
    }
    String more = "… %d more lines: %s".formatted(lines.size() - fitted.size(), whole);
    fitted.add(more.length() < columns ? more : "…");
    return fitted;
  }

  /** The same with rows left free below. */
  ScreenSize less(int taken) {
    return new ScreenSize(Math.max(1, rows - taken), columns);
  }

  /** As much of a line as a row holds: what is in a second one cannot be replaced in place. */
  String inOneRow(String line) {
    StringBuilder row = new StringBuilder();
    Matcher colour = Paint.CODE.matcher(line);
    int width = 0;
    for (int index = 0; index < line.length(); index++) {
      if (colour.find(index) && colour.start() == index) {
        row.append(colour.group());
        index = colour.end() - 1;
      } else if (width < columns - 1) {
        row.append(line.charAt(index));
        width++;
      }
    }
    return row.toString();
  }

  /** A line in the rows it takes, broken between words. */
  List<String> inRows(String line) {
    return WrappedText.ofLine(line, columns);
  }

  private int rowsOf(String line) {
    return inRows(line).stream().mapToInt(this::hardRowsOf).sum();
  }

  /** A single word may be longer than a row. */
  private int hardRowsOf(String row) {
    return Math.max(1, (Paint.width(row) + columns - 1) / columns);
  }
}
