package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.history.FoldedSteps;
import io.chromarunbook.starter.history.HistoryLine;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a run, by days, a sentence each. */
public final class HistoryText {

  private static final int KIND = 8;

  private HistoryText() {}

  /** For a screen of this width. */
  public static List<String> of(
      List<HistoryLine> lines, Paint paint, Times times, int columns, Instant now) {
    List<String> shown = new ArrayList<>();
    LocalDate day = null;
    for (HistoryLine line : FoldedSteps.of(lines)) {
      LocalDate its = line.at().atZone(times.zone()).toLocalDate();
      if (!its.equals(day)) {
        day = its;
        shown.add(paint.bold(its + ", times " + offset(times, line.at())));
      }
      // The same moment is of its own day, so that only its time is shown.
      String first = times.of(line.at(), line.at()) + "  " + kind(line) + "  ";
      String by = line.by().isEmpty() ? "" : line.by() + ": ";
      List<String> wrapped = WrappedText.of(first, Printable.of(by + line.text()), columns);
      wrapped.forEach(one -> shown.add(alarming(line) ? paint.warning(one) : one));
    }
    if (lines.isEmpty()) {
      shown.add("Nothing is written down, as of " + times.of(now, now) + ".");
    }
    return shown;
  }

  private static String offset(Times times, Instant at) {
    return at.atZone(times.zone()).getOffset().getId().replace("Z", "+00:00");
  }

  private static String kind(HistoryLine line) {
    String word = line.kind().name().toLowerCase(Locale.ROOT);
    return word + " ".repeat(Math.max(0, KIND - word.length()));
  }

  private static boolean alarming(HistoryLine line) {
    return line.kind() == HistoryLine.Kind.HOLD
        || line.kind() == HistoryLine.Kind.OUTAGE
        || line.kind() == HistoryLine.Kind.REFUSED
        || line.kind() == HistoryLine.Kind.ROLLBACK;
  }
}
