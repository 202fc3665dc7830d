package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.PageLink;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the pages of all roles share: whose it is, who else is there, and what the role answers. */
final class RolePage {

  private final Subject subject;
  private final Role role;
  private final RunCommands typed;

  RolePage(Subject subject, Role role) {
    this.subject = subject;
    this.role = role;
    this.typed = subject.typed();
  }

  Document document(List<Section> sections) {
    return new Document(
        subject.name() + ": " + role.label(),
        List.of(
            Facts.of(
                Facts.Fact.of("This page is for", new People(subject.plan()).called(role)),
                Facts.Fact.of("Who else", others()),
                Facts.Fact.of("Moved", moved()),
                Facts.Fact.of(
                    "Typed",
                    "where "
                        + RunbookCommand.PROGRAM
                        + " is, on the worker's machine; the run's files are in its RUNBOOK_HOME, "
                        + subject.home()),
                Facts.Fact.of("About it", subject.preface()),
                Facts.Fact.of(
                    "More",
                    new PageLink("main runbook", DocumentName.RUNBOOK.fileName()),
                    new Text(", "),
                    new PageLink("commands", DocumentName.COMMANDS.fileName())))),
        sections);
  }

  private String moved() {
    return subject.plan().source().url() + " to " + subject.plan().target().url();
  }

  /** How the role answers a gate; nothing where the gate does not ask it. */
  List<Block> answers(GateId gate) {
    if (!subject.plan().gate(gate).roles().contains(role)) {
      return List.of();
    }
    return List.of(
        Paragraph.of(
            "The gate "
                + gate
                + " asks you, and waits "
                + new Schedule(subject).deadline(gate)
                + "; silence is a no. On a terminal this shows the evidence, and asks:"),
        new CodeBlock(typed.approve(gate, role)),
        Paragraph.of("Against it, which ends the migration:"),
        new CodeBlock(typed.reject(gate, role)));
  }

  /** Sentences as a list. */
  static Bullets bullets(String... sentences) {
    return new Bullets(Arrays.stream(sentences).map(Item::of).toList());
  }

  private String others() {
    return Arrays.stream(Role.values())
        .filter(other -> other != role)
        .map(new People(subject.plan())::called)
        .collect(Collectors.joining(" · "));
  }
}
