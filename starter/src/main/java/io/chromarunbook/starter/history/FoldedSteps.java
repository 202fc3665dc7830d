package io.chromarunbook.starter.history;

import io.chromarunbook.starter.history.HistoryLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** A history in which a step that nothing happened in has one line instead of two. */
public final class FoldedSteps {

  private FoldedSteps() {}

  /** The same, in the same order. */
  public static List<HistoryLine> of(List<HistoryLine> lines) {
    List<HistoryLine> folded = new ArrayList<>();
    for (HistoryLine line : lines) {
      int last = folded.size() - 1;
      if (last >= 0 && follows(folded.get(last), line)) {
        HistoryLine begun = folded.get(last);
        folded.set(
            last,
            HistoryLine.of(
                begun.at(), Kind.STEP, line.text().replaceFirst(StepWalk.ENDS, StepWalk.TOOK)));
      } else {
        folded.add(line);
      }
    }
    return folded;
  }

  private static boolean follows(HistoryLine begun, HistoryLine ended) {
    if (begun.kind() != Kind.STEP || !begun.text().endsWith(StepWalk.BEGINS)) {
      return false;
    }
    String step = begun.text().substring(0, begun.text().length() - StepWalk.BEGINS.length());
    return ended.kind() == Kind.STEP && ended.text().startsWith(step + StepWalk.ENDS);
  }
}
