package io.chromarunbook.starter.documents;

import io.chromarunbook.activities.traffic.Instruction;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.UndoLine.Undo;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.ShellWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rapid rollback, on one page: five timed sub-steps, one line, and the way without us. */
final class RollbackAppendix {

  static final String ANCHOR = "rapid-rollback";

  private final Subject subject;
  private final RunCommands typed;

  RollbackAppendix(Subject subject) {
    this(subject, subject.typed());
  }

  RollbackAppendix(Subject subject, RunCommands typed) {
    this.subject = subject;
    this.typed = typed;
  }

  Section section() {
    return new Section(ANCHOR, "Rapid rollback", blocks());
  }

  /** The same without a heading, for other pages. */
  List<Block> blocks() {
    return List.of(
        Paragraph.of(
            "One line, by any of these: " + new People(subject.plan()).called(Right.ROLLBACK)),
        new CodeBlock(typed.rollback()),
        steps(),
        Paragraph.of(
            "After the switch, what applications wrote at the target is counted first: the command"
                + " says how many records would be left behind, and needs --accept-loss with that"
                + " number. Where the target does not answer nobody can count them, and"
                + " --accept-loss unknown goes back all the same. At a terminal it asks for"
                + " either."),
        Paragraph.of(
            "What was left behind is saved. Afterwards this shows it, and says what brings it to the"
                + " source:"),
        new CodeBlock(typed.ofRun("put-back")),
        Callout.of(
            Callout.Tone.DANGER,
            Paragraph.of(
                "Neither Temporal nor a worker can be used, and applications must get the source"
                    + " back now? On the machine that has the run's folder:"),
            new CodeBlock(typed.breakGlass()),
            Paragraph.of(
                "It asks for the migration's id. BREAK-GLASS.md beside it says every step by"
                    + " itself. Both files exist from Step 1 on.")));
  }

  private Table steps() {
    double at = 0;
    List<Table.Row> rows = new ArrayList<>();
    for (Undo undo : Undo.values()) {
      double end = at + undo.plannedSeconds();
      rows.add(
          Table.Row.of(
              (rows.size() + 1) + ". " + undo.title(),
              Durations.words(undo.plannedSeconds()),
              "by " + Durations.words(end),
              done(undo)));
      at = end;
    }
    return new Table(
        "Five sub-steps, "
            + Durations.words(Arrays.stream(Undo.values()).mapToDouble(Undo::plannedSeconds).sum())
            + " planned; what was not attempted needs no undoing",
        List.of(
            Column.words("Sub-step"),
            Column.words("Planned"),
            Column.words("Done"),
            Column.words("How")),
        rows);
  }

  private String done(Undo undo) {
    return switch (undo) {
      case STOP -> "The run stops every writer by itself.";
      case REVERT -> traffic(TrafficAction.REVERT);
      case THAW -> traffic(TrafficAction.THAW);
      case RESTART -> traffic(TrafficAction.RESTART);
      case VERIFY ->
          "The run writes at the front door and sees it accepted. Only where it is not, by hand: "
              + Instruction.deed(subject.plan(), TrafficAction.VERIFY)
              + ", then confirm it.";
    };
  }

  private String traffic(TrafficAction action) {
    Doer doer = subject.plan().doer(action);
    if (doer instanceof Doer.Command one) {
      return "The worker runs " + ShellWords.quoted(one.command().run());
    }
    if (doer instanceof Doer.Gate one) {
      return "The worker tells the gate at " + one.gate().admin() + ".";
    }
    String deed = Instruction.deed(subject.plan(), action);
    return doer instanceof Doer.People
        ? "By hand: " + deed + ", then confirm it."
        : doer instanceof Doer.LiveDirectory ? "The worker does it. By hand: " + deed : deed + ".";
  }
}
