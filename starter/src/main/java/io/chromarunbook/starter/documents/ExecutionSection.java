package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Link;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import java.util.ArrayList;
import java.util.List;

/** Section 2: from T-0 to the end of the window. */
final class ExecutionSection {

  private final Subject subject;
  private final RunCommands typed;
  private final Schedule schedule;
  private final TrafficDeeds deeds;

  ExecutionSection(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
    this.schedule = new Schedule(subject);
    this.deeds = new TrafficDeeds(subject);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Paragraph.of(
            "T-0 is "
                + subject.plan().timeline().start().written()
                + ", once approved. The source may refuse writes for "
                + Durations.words(subject.plan().timeline().maxFreeze())
                + " at most; the last safe GO is "
                + Durations.words(schedule.lastSafeGo())
                + " after the freeze began, because a rollback takes the rest. Steps go on by"
                + " themselves; keep this open:"));
    blocks.add(new CodeBlock(typed.watch()));
    blocks.add(timeline(subject));
    blocks.add(
        StepSection.of(
            subject,
            Step.WAIT,
            "until " + subject.plan().timeline().start().written(),
            List.of(),
            List.of()));
    for (Schedule.Slot slot : schedule.slots()) {
      if (slot.step() != Step.MONITORING) {
        blocks.add(
            StepSection.of(
                subject, slot.step(), time(slot), commands(slot.step()), more(slot.step())));
      }
    }
    return new Section("execution", "Section 2: Migration execution", blocks);
  }

  /** All steps from T-0 on. */
  static Table timeline(Subject subject) {
    return new Table(
        "From T-0 on",
        List.of(
            Column.words("Step"),
            Column.words("Planned"),
            Column.words("Forecast"),
            Column.words("By")),
        new Schedule(subject)
            .slots().stream()
                .map(
                    slot ->
                        new Table.Row(
                            List.of(
                                Cell.of(slot.step().toString()),
                                Cell.of(slot.words()),
                                Cell.of(slot.forecastWords()),
                                Cell.of(StepText.of(slot.step()).by(subject.plan())))))
                .toList());
  }

  private static String time(Schedule.Slot slot) {
    return slot.words()
        + slot.forecast()
            .map(forecast -> "; forecast " + Durations.words(forecast))
            .orElse("; no forecast");
  }

  private List<String> commands(Step step) {
    return switch (step) {
      case SNAPSHOT ->
          List.of(RunbookCommand.of("snapshot", "verify", typed.snapshot().toString()));
      case MIGRATION -> List.of(typed.ofRun("checkpoint list"));
      case REVIEW -> List.of(typed.evidence());
      case GO_NO_GO -> approvals();
      case ROLLBACK -> List.of(typed.rollback());
      default -> List.of();
    };
  }

  private List<String> approvals() {
    List<String> commands = new ArrayList<>(List.of(typed.evidence()));
    for (Role role : subject.plan().gate(GateId.GO_NO_GO).roles()) {
      commands.add(typed.approve(GateId.GO_NO_GO, role));
    }
    return commands;
  }

  private List<Block> more(Step step) {
    return switch (step) {
      case READ_ONLY -> List.of(actions(TrafficAction.FREEZE));
      case REVIEW -> review();
      case GO_NO_GO ->
          List.of(
              new DecisionTree(subject).figure(),
              Paragraph.of(
                  "The gate waits "
                      + schedule.deadline(GateId.GO_NO_GO)
                      + ", and never past the last safe GO. Silence is a no."));
      case CUTOVER ->
          List.of(actions(TrafficAction.SWITCH, TrafficAction.RESTART, TrafficAction.VERIFY));
      case ROLLBACK ->
          List.of(
              Paragraph.of(
                  new Text("Its five sub-steps with their times: "),
                  new Link("rapid rollback", RollbackAppendix.ANCHOR)),
              actions(
                  TrafficAction.REVERT,
                  TrafficAction.THAW,
                  TrafficAction.RESTART,
                  TrafficAction.VERIFY));
      default -> List.of();
    };
  }

  private List<Block> review() {
    Decision decision = new Decision(subject);
    return List.of(
        lines("GO needs all of these", decision.criteria()),
        lines("Triggers: NO-GO as soon as any one of these is not so", decision.triggers()),
        Paragraph.of(
            decision.basis()
                + " In a HOLD these decide: "
                + new People(subject.plan()).called(Right.RETRY)
                + ". It waits "
                + Durations.words(subject.plan().timeline().hold())
                + "; silence is NO-GO."),
        new CodeBlock(typed.decide("retry", Right.RETRY)));
  }

  /** Lines of the decision, with what each requires. */
  static Table lines(String caption, List<Criterion> criteria) {
    return new Table(
        caption,
        List.of(Column.words("Line"), Column.words("Required")),
        criteria.stream().map(line -> Table.Row.of(line.id(), line.required())).toList());
  }

  private Bullets actions(TrafficAction... actions) {
    List<Item> items = new ArrayList<>();
    for (TrafficAction action : actions) {
      items.add(deeds.item(action));
    }
    return new Bullets(items);
  }
}
