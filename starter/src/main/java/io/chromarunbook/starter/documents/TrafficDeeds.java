package io.chromarunbook.starter.documents;

import io.chromarunbook.activities.traffic.Instruction;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Strong;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done to traffic, by whom, and what is typed when a person has done it. */
final class TrafficDeeds {

  private static final List<TrafficAction> BACK =
      List.of(
          TrafficAction.REVERT, TrafficAction.THAW, TrafficAction.RESTART, TrafficAction.VERIFY);

  private final Subject subject;
  private final RunCommands typed;

  TrafficDeeds(Subject subject) {
    this(subject, subject.typed());
  }

  TrafficDeeds(Subject subject, RunCommands typed) {
    this.subject = subject;
    this.typed = typed;
  }

  boolean byHand(TrafficAction action) {
    return subject.plan().byPeople(action);
  }

  /** What is said once of all that people do, so that pages need not say it with each. */
  static final String WHEN =
      "Do each when status asks for it, not before, then confirm it. That writes are refused or"
          + " accepted is proven; for the rest your word counts, and is shown as vouched for.";

  private static final String NOT_ALL =
      "Not all of them are asked for: what was not attempted needs no undoing, and verify is proven"
          + " by a write; one that nobody waits for is refused, which harms nothing.";

  /** These, and how it is done by whoever has no means of his own for it. */
  private List<Block> withMeans(TrafficAction action, Block... blocks) {
    List<Block> all = new ArrayList<>(List.of(blocks));
    if (byHand(action)) {
      all.add(
          Paragraph.of(
              "No means of your own to "
                  + action.label()
                  + "? On the source's machine, while the server runs: "
                  + RunbookCommand.of(action.label(), "--sqlite", "FILE")
                  + "; FILE is chroma.sqlite3 in the server's data directory."));
    }
    return all;
  }

  /** Actions that follow each other, a line each, with what to paste where people do them. */
  Item brief(List<TrafficAction> actions, String when) {
    List<Block> blocks = new ArrayList<>();
    for (TrafficAction action : actions) {
      blocks.add(
          Paragraph.of(
              new Strong(action.label()),
              new Text(
                  when
                      + ": "
                      + (byHand(action)
                          ? Instruction.deed(subject.plan(), action)
                          : "the worker does it")
                      + ".")));
    }
    if (actions.contains(TrafficAction.FREEZE)) {
      blocks.addAll(withMeans(TrafficAction.FREEZE));
    }
    confirmations(actions).ifPresent(blocks::add);
    return new Item(blocks);
  }

  /** All of the way back that people do; nothing where they do nothing. */
  List<Block> back() {
    Optional<CodeBlock> confirmations = confirmations(BACK);
    if (confirmations.isEmpty()) {
      return List.of();
    }
    List<Item> deeds = new ArrayList<>();
    for (TrafficAction action : BACK.stream().filter(this::byHand).toList()) {
      deeds.add(
          Item.of(
              new Strong(action.label()),
              new Text(": " + Instruction.deed(subject.plan(), action) + ".")));
    }
    return withMeans(
        TrafficAction.THAW,
        Paragraph.of("Then it asks for some of these, and only for what is needed:"),
        new Bullets(deeds),
        confirmations.get());
  }

  /** The same where the deeds are said beside it: what is typed. */
  List<Block> confirmedBack() {
    return confirmations(BACK)
        .map(lines -> withMeans(TrafficAction.THAW, Paragraph.of(WHEN + " " + NOT_ALL), lines))
        .orElse(List.of());
  }

  /** What is typed for those that people do, one line each. */
  private Optional<CodeBlock> confirmations(List<TrafficAction> actions) {
    String lines =
        actions.stream().filter(this::byHand).map(typed::confirm).collect(Collectors.joining("\n"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(new CodeBlock(lines));
  }

  /** One action, with what to paste. */
  Item item(TrafficAction action) {
    List<Block> blocks = new ArrayList<>();
    Doer doer = subject.plan().doer(action);
    if (doer instanceof Doer.People) {
      blocks.add(
          Paragraph.of(
              new Strong(action.label()),
              new Text(": when status asks for it. " + Instruction.of(subject.plan(), action))));
      blocks.add(new CodeBlock(typed.confirm(action)));
    } else if (doer instanceof Doer.Gate one) {
      blocks.add(
          Paragraph.of(
              new Strong(action.label()),
              new Text(": the worker tells the gate, at " + one.gate().admin() + ".")));
    } else if (doer instanceof Doer.Command one) {
      blocks.add(
          Paragraph.of(
              new Strong(action.label()), new Text(": the worker runs the plan's command.")));
      blocks.add(new CodeBlock(ShellWords.quoted(one.command().run())));
    }
    return new Item(blocks);
  }
}
