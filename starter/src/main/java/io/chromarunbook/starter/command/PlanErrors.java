package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.PlanProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is wrong with a plan, as scripts get it.
 *
 * @param plan its file
 */
record PlanErrors(String plan, List<PlanProblem> errors) {

  PlanErrors {
    errors = List.copyOf(errors);
  }

  static PlanErrors of(PlanFailure failure) {
    return new PlanErrors(failure.plan(), failure.problems());
  }

  /** The same for a person: one is a sentence, several are a list. */
  static List<String> lines(PlanFailure failure, Terminal terminal) {
    String sign = terminal.paint().bad("✗ ");
    if (failure.problems().size() == 1) {
      // What a program reads is one line.
      List<String> wrapped =
          terminal.isRead()
              ? WrappedText.of("  ", failure.getMessage(), terminal.columns())
              : List.of("  " + failure.getMessage());
      List<String> lines = new ArrayList<>(wrapped);
      lines.set(0, sign + lines.get(0).substring(2));
      return lines;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        sign
            + (failure.plan().isEmpty() ? "The plan" : failure.plan())
            + " has "
            + failure.problems().size()
            + " errors:");
    for (PlanProblem problem : failure.problems()) {
      String indent = "  ";
      if (!problem.place().isEmpty()) {
        lines.add(indent + terminal.paint().bold(problem.place()));
        indent = "    ";
      }
      lines.addAll(WrappedText.of(indent, problem.message(), terminal.columns()));
    }
    return lines;
  }
}
