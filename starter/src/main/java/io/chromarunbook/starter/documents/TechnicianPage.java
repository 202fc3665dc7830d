package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Numbered;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Strong;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The whole migration for whoever carries it out, one thing after the other. */
final class TechnicianPage {

  private final Subject subject;
  private final RunCommands typed;
  private final TrafficDeeds deeds;

  private TechnicianPage(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
    this.deeds = new TrafficDeeds(subject);
  }

  static Document of(Subject subject) {
    return new TechnicianPage(subject).document();
  }

  private Document document() {
    return new RolePage(subject, Role.TECHNICIAN)
        .document(List.of(dayBefore(), execution(), afterwards(), wrong()));
  }

  private Section dayBefore() {
    return Section.of(
        "day-before",
        "The day before",
        Numbered.of(
            done(
                "Start Temporal and a worker, once; see that nothing is wrong here, and hold the"
                    + " plan against both servers.",
                RunbookCommand.of("up"),
                RunbookCommand.of("doctor"),
                typed.ofPlan("plan check")),
            done(
                "Try it: this changes nothing. It ends with exit code 0, or says what to mend in"
                    + " the plan; then try again.",
                typed.ofPlan("start", "--dry-run", "--wait")),
            done(
                "Start it, and follow it until it has ended: it says what is waited for and what to"
                    + " type next; Ctrl-C leaves it and stops nothing."
                    + typed
                        .starter()
                        .map(name -> " " + name + " then counts at no gate.")
                        .orElse(" Whoever starts it then counts at no gate."),
                typed.start(),
                typed.watch()),
            approvals(
                GateId.PRE_MIGRATION,
                "Step 1.7 waits for these people: call them. "
                    + new Schedule(subject).startsWhen())));
  }

  private Item approvals(GateId gate, String words) {
    List<Block> blocks = new ArrayList<>(List.of(Paragraph.of(words)));
    blocks.add(
        Paragraph.of(
            subject.plan().gate(gate).roles().stream()
                    .map(new People(subject.plan())::called)
                    .collect(Collectors.joining(" · "))
                + ". Each types this on a terminal:"));
    blocks.add(
        new CodeBlock(
            subject.plan().gate(gate).roles().stream()
                .map(role -> typed.approve(gate, role))
                .collect(Collectors.joining("\n"))));
    return new Item(blocks);
  }

  private Section execution() {
    List<Item> items = new ArrayList<>();
    items.add(deeds.brief(List.of(TrafficAction.FREEZE), from(Step.READ_ONLY)));
    items.add(
        Item.of(
            new Strong("Steps 2 to 5"),
            new Text(
                from(Step.SNAPSHOT)
                    + ": by themselves: snapshot, migration, validation, review. If status shows"
                    + " HOLD, call those who decide: "
                    + new People(subject.plan()).called(Right.RETRY)
                    + ".")));
    items.add(
        approvals(
            GateId.GO_NO_GO, "Step 6" + from(Step.GO_NO_GO) + ": these people decide, call them."));
    items.add(
        Item.of(
            Paragraph.of(
                "After GO the run looks at both servers once more by itself, the whole source"
                    + " among it; then status asks for what follows.")));
    items.add(
        deeds.brief(
            List.of(TrafficAction.SWITCH, TrafficAction.RESTART, TrafficAction.VERIFY),
            from(Step.CUTOVER)));
    return Section.of(
        "execution", "From T-0 on", Paragraph.of(TrafficDeeds.WHEN), new Numbered(items));
  }

  /** When a step is planned to begin. */
  private String from(Step step) {
    return new Schedule(subject)
        .slots().stream()
            .filter(slot -> slot.step() == step)
            .findFirst()
            .map(slot -> ", T+" + slot.from().toMinutes() + " min")
            .orElse("");
  }

  private Section afterwards() {
    return Section.of(
        "afterwards",
        "Afterwards",
        Numbered.of(
            done(
                "The window is watched by itself; status says when it is over. Keep the report.",
                typed.ofRun("report", "-o", "report.md")),
            done(
                "When nobody needs the way back any more, these close the run: "
                    + new People(subject.plan()).called(Right.CLOSE)
                    + ".",
                typed.by("close", Right.CLOSE))));
  }

  private Section wrong() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Paragraph.of("Look first; status names what is wrong and the next command."));
    blocks.add(new CodeBlock(typed.ofRun("status")));
    blocks.add(
        Paragraph.of(
            "Back to the source, by " + new People(subject.plan()).called(Right.ROLLBACK) + ":"));
    blocks.add(new CodeBlock(typed.rollback()));
    blocks.addAll(deeds.back());
    blocks.add(Paragraph.of("Neither Temporal nor a worker can be used:"));
    blocks.add(new CodeBlock(typed.breakGlass()));
    return new Section("wrong", "If something is wrong", blocks);
  }

  private static Item done(String what, String... commands) {
    List<Block> blocks = new ArrayList<>(List.of(Paragraph.of(what)));
    blocks.add(new CodeBlock(String.join("\n", commands)));
    return new Item(blocks);
  }
}
