package io.chromarunbook.starter.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a terminal shows at once. */
record ScreenSize(int rows, int columns) {

  /** Where nobody knows: wide enough for our tables, and never too low. */
  static final ScreenSize USUAL = new ScreenSize(Integer.MAX_VALUE, 100);

  /** The last lines say what is next, which is what a person looks for. */
  private static final int END = 2;

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** As the launcher saw it; a size of nothing is what terminals say that do not know theirs. */
  static ScreenSize ofThisProcess() {
    int rows = Integer.getInteger("runbook.rows", 0);
    int columns = Integer.getInteger("runbook.columns", 0);
    return new ScreenSize(rows > 0 ? rows : USUAL.rows, columns > 0 ? columns : USUAL.columns);
  }

  /** These lines, or their beginning and end where the screen does not hold them all. */
  List<String> fitted(List<String> lines) {
    // The cursor needs a row below the last line, or the first one scrolls away.
    int free = rows - 1;
    if (lines.stream().mapToInt(this::rowsOf).sum() <= free) {
      return lines;
    }
    List<String> end = lines.subList(Math.max(0, lines.size() - END), lines.size());
    int left = free - 1 - end.stream().mapToInt(this::rowsOf).sum();
    List<String> fitted = new ArrayList<>();
    for (String line : lines) {
      left -= rowsOf(line);
      if (left < 0) {
        break;
      }
      fitted.add(line);
    }
    fitted.add("… more than fits here; a higher window or " + Commands.of("status") + " shows it");
    fitted.addAll(end);
    return fitted;
  }

  /** As much of a line as a row holds: what is in a second one cannot be replaced in place. */
  String inOneRow(String line) {
    StringBuilder row = new StringBuilder();
    Matcher colour = COLOUR.matcher(line);
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

  private int rowsOf(String line) {
    int width = COLOUR.matcher(line).replaceAll("").length();
    return Math.max(1, (width + columns - 1) / columns);
  }
}
