package io.chromarunbook.starter.terminal;

import java.util.ArrayList;
import java.util.List;

/** What the lines of a status mean, for whoever looks at one for the first time. */
public final class ScreenExplanation {

  private ScreenExplanation() {}

  /** The lines. */
  public static List<String> lines(Paint paint, int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.bold("What this screen shows"));
    line(lines, columns, "1st line", "the migration, its state, step, the time");
    line(lines, columns, "Waits for", "whom, until when, what happens otherwise");
    line(lines, columns, "Next", "what to type now, in another window");
    line(lines, columns, "Now", "this step: worked, waited, as planned");
    line(lines, columns, "Freeze", "how long the source refuses writes");
    line(lines, columns, "Last heard", "how long everybody has been silent");
    line(lines, columns, "Done", "the steps behind you, in one line");
    line(lines, columns, "! …", "what does not move or needs a look");
    lines.add(paint.bold("States"));
    line(lines, columns, "RUNNING", "machines work; WAITING for people");
    line(lines, columns, "HOLD", "it can be mended: decide; PAUSED");
    line(lines, columns, "CUTTING_OVER", "then MONITORING, then COMPLETED");
    line(lines, columns, "ROLLING_BACK", "then ROLLED_BACK; STOPPED: unchanged");
    line(lines, columns, "FAILED", "by a defect of ours");
    lines.add("Leaving the screen (q or ^C) stops nothing: the run goes on.");
    return lines;
  }

  private static void line(List<String> lines, int columns, String label, String text) {
    lines.addAll(WrappedText.of("  " + label + " ".repeat(14 - label.length()), text, columns));
  }
}
