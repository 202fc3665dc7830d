package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Numbered;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.List;

/** For whoever is called at night and has not read anything yet. */
final class OnCallPage {

  private OnCallPage() {}

  static Document of(Subject subject) {
    return new RolePage(subject, Role.ON_CALL)
        .document(
            List.of(look(subject), back(subject), byHand(subject), TroubleshootingSection.brief()));
  }

  private static RunCommands typed(Subject subject) {
    return subject.typed().readBy(Role.ON_CALL);
  }

  private static Section look(Subject subject) {
    RunCommands typed = typed(subject);
    List<Item> items = new ArrayList<>();
    items.add(
        Item.of(
            Paragraph.of("Where it stands, what it waits for, and the next command:"),
            new CodeBlock(typed.ofRun("status"))));
    subject.commands().stream()
        .filter(known -> known.words().equals("diagnose"))
        .forEach(
            known ->
                items.add(
                    Item.of(
                        Paragraph.of("What is wrong with it, and what mends it:"),
                        new CodeBlock(typed.ofRun("diagnose")))));
    items.add(
        Item.of(
            Paragraph.of("It says that no worker answers? On the worker's machine:"),
            new CodeBlock(RunbookCommand.of("up"))));
    return Section.of(
        "look",
        "Look first",
        new Numbered(items),
        Paragraph.of(
            "Applications are harmed? Go back at once; nobody has to be asked. Nothing is harmed?"
                + " Then a run that waits loses nothing: call those who decide, "
                + new People(subject.plan()).called(Right.RETRY)
                + "."));
  }

  private static Section back(Subject subject) {
    List<Block> blocks = new ArrayList<>(new RollbackAppendix(subject, typed(subject)).blocks());
    return new Section("back", "Go back, within 15 minutes", blocks);
  }

  private static Section byHand(Subject subject) {
    List<Block> theirs = new TrafficDeeds(subject, typed(subject)).confirmedBack();
    return theirs.isEmpty()
        ? Section.of(
            "by-hand",
            "What is left to you",
            Paragraph.of(
                "The plan has a command for every action. One that fails is handed to you, with"
                    + " what to do and to confirm; status shows it. Confirm only what you have seen"
                    + " to be so."))
        : new Section("by-hand", "What is left to you", theirs);
  }
}
