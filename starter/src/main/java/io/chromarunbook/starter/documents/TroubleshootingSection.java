package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.starter.diagnosis.CommandTemplate;
import io.chromarunbook.starter.diagnosis.Cure;
import io.chromarunbook.starter.diagnosis.KnownIssue;
import io.chromarunbook.starter.diagnosis.Slot;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.NextAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Section 4: what goes wrong with runs, from the one table of it. */
final class TroubleshootingSection {

  private static final String ANCHOR = "troubleshooting";

  private final Subject subject;
  private final People people;

  private TroubleshootingSection(Subject subject) {
    this.subject = subject;
    this.people = new People(subject.plan());
  }

  static Section of(Subject subject) {
    return new TroubleshootingSection(subject).section();
  }

  /** One line each, for who has no time to read. */
  static Section brief() {
    return Section.of(
        ANCHOR,
        "What it may be",
        new Table(
            "How each shows, what mends it and who is called stands in Section 4 of the runbook",
            List.of(Column.words("About"), Column.words("What it may be")),
            Arrays.stream(KnownIssue.Family.values())
                .map(
                    family ->
                        Table.Row.of(
                            family.heading(),
                            KnownIssue.of(family).stream()
                                .filter(issue -> issue.severity() != KnownIssue.Severity.NOTE)
                                .map(KnownIssue::title)
                                .collect(Collectors.joining("; "))))
                .toList()));
  }

  private Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Paragraph.of(
            "First of all: what does the run itself say? It names what it waits for, since when, and"
                + " the next command."));
    blocks.add(new CodeBlock(subject.typed().ofRun("status")));
    for (KnownIssue.Family family : KnownIssue.Family.values()) {
      List<Block> issues = new ArrayList<>();
      KnownIssue.of(family).forEach(issue -> issues.add(issue(issue)));
      blocks.add(
          new Section(
              "issues-" + family.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              family.heading(),
              issues));
    }
    return new Section(ANCHOR, "Section 4: Troubleshooting", blocks);
  }

  private Block issue(KnownIssue issue) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Facts.of(
            Facts.Fact.of("How it shows", issue.shows()),
            Facts.Fact.of("Cause", issue.cause()),
            Facts.Fact.of("Severity", issue.severity().name().toLowerCase(Locale.ROOT)),
            Facts.Fact.of(
                "Call",
                String.join(
                    " · ",
                    issue.rolesToCall(subject.plan()).stream().map(people::called).toList())),
            Facts.Fact.of("If nobody acts", issue.otherwise(subject.plan()))));
    for (Cure cure : issue.cures()) {
      blocks.add(Paragraph.of(sentence(cure.what()) + "."));
      command(cure).ifPresent(line -> blocks.add(new CodeBlock(line)));
    }
    return new Fold(issue.title(), Fold.Depth.WHOLE, blocks);
  }

  /** What is typed; an answer to a gate by one of its roles, which is asked for the digest. */
  private Optional<String> command(Cure cure) {
    if (cure.verbs().contains(NextAction.Verb.APPROVE)) {
      return Optional.of(
          subject
              .typed()
              .approve(GateId.GO_NO_GO, subject.plan().gate(GateId.GO_NO_GO).roles().get(0)));
    }
    if (cure.verbs().contains(NextAction.Verb.CONFIRM)) {
      // Which one is asked for, status says.
      return Optional.of(
          Arrays.stream(TrafficAction.values())
              .map(subject.typed()::confirm)
              .collect(Collectors.joining("\n")));
    }
    return cure.command().map(this::filled);
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
  }

  private String filled(CommandTemplate command) {
    RunCommands typed = subject.typed();
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    values.put(Slot.ID, subject.id());
    values.put(Slot.NEXT_ID, subject.id() + "-2");
    values.put(Slot.PLAN, subject.planFile());
    values.put(Slot.SNAPSHOT, typed.snapshot().toString());
    values.put(Slot.SCRIPT, subject.runFolder().resolve("BREAK-GLASS.sh").toString());
    values.put(Slot.HOME, subject.home().toString());
    values.put(Slot.LOG, subject.home().resolve("log").resolve("worker.log").toString());
    command.right().ifPresent(right -> values.put(Slot.NAME, typed.holder(right)));
    return command.filled(values);
  }
}
