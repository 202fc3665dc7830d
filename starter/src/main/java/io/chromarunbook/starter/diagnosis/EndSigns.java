package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Signs that nobody works on a run any more. */
final class EndSigns {

  private EndSigns() {}

  static List<Sign> of(RunFacts facts) {
    List<Sign> found = new ArrayList<>();
    facts.stranded().ifPresent(run -> of(run, facts, found));
    return found;
  }

  private static void of(StrandedRun run, RunFacts facts, List<Sign> found) {
    if (!run.settled()) {
      List<String> told =
          StrandedText.statement(run, new Times(ZoneOffset.systemDefault()), facts.now());
      found.add(
          Sign.of(
              run.left().anything() ? EndedRun.LOST_UNDER_WAY : EndedRun.LOST,
              run.at(),
              null,
              // The way out is among the cures.
              told.subList(0, told.size() - 1).toArray(String[]::new)));
    }
    if (!run.held().isEmpty()) {
      found.add(
          Sign.of(
              EndedRun.LOCK_KEPT,
              run.at(),
              null,
              "Held for it, so that nobody else works there: "
                  + String.join(", ", run.held())
                  + "."));
    }
  }
}
