package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.status.Step;
import java.util.ArrayList;
import java.util.List;

/** One step, as every reader of the runbook finds it: the same five lines and its commands. */
final class StepSection {

  private StepSection() {}

  /** The anchor of a step. */
  static String anchor(Step step) {
    String id = step.id().replace('.', '-');
    return "step-" + id;
  }

  /**
   * The section of a step.
   *
   * @param time when it comes, and how long it may take
   * @param commands to paste, one block each
   * @param more what only this step has
   */
  static Section of(
      Subject subject, Step step, String time, List<String> commands, List<Block> more) {
    StepText text = StepText.of(step);
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Facts.of(
            Facts.Fact.of("What is done", text.does()),
            Facts.Fact.of("By whom", text.by(subject.plan())),
            Facts.Fact.of("When", time),
            Facts.Fact.of("Success", text.shows()),
            Facts.Fact.of("If not", text.fails())));
    commands.forEach(command -> blocks.add(new CodeBlock(command)));
    blocks.addAll(more);
    return new Section(anchor(step), "Step " + step.id() + ": " + step.title(), blocks);
  }
}
