package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.PageLink;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Span;
import io.chromarunbook.document.Strong;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where to find what: by document, by role, by time, by task. */
final class IndexPage {

  private final Subject subject;

  private IndexPage(Subject subject) {
    this.subject = subject;
  }

  static Document of(Subject subject) {
    return new IndexPage(subject).document();
  }

  private Document document() {
    return new Document(
        "Documents of the " + subject.name(),
        List.of(
            Callout.of(Callout.Tone.NOTE, Paragraph.of(subject.preface())),
            MainRunbook.facts(subject.plan())),
        List.of(documents(), byRole(), byTime(), byTask()));
  }

  private Section documents() {
    return Section.of(
        "documents",
        "All documents",
        new Bullets(
            Arrays.stream(DocumentName.values())
                .filter(name -> name != DocumentName.INDEX)
                .map(name -> Item.of(link(name), new Text(": " + name.purpose())))
                .toList()));
  }

  private Section byRole() {
    return Section.of(
        "by-role",
        "By role",
        new Table(
            "What each role reads first",
            List.of(Column.words("Role"), Column.words("Who"), Column.words("Reads")),
            Arrays.stream(Role.values())
                .map(
                    role ->
                        new Table.Row(
                            List.of(
                                Cell.of(role.label()),
                                Cell.of(holders(role)),
                                Cell.of(reads(role)))))
                .toList()));
  }

  private String holders(Role role) {
    List<Person> holders = subject.plan().called(role);
    return holders.isEmpty() ? "nobody yet" : Person.words(holders);
  }

  private static Span[] reads(Role role) {
    DocumentName more =
        switch (role) {
          case OPERATIONS_LEAD, SECURITY -> DocumentName.SUMMARY;
          case DBA, ON_CALL -> DocumentName.RUNBOOK;
          case TECHNICIAN -> DocumentName.COMMANDS;
        };
    return new Span[] {link(DocumentName.of(role)), new Text(", then "), link(more)};
  }

  private Section byTime() {
    Schedule schedule = new Schedule(subject);
    String decided = "T+" + schedule.toDecision().toMinutes() + " min";
    return Section.of(
        "by-time",
        "By time",
        time(
            "T-7 days: planning",
            DocumentName.SUMMARY,
            "overview, roles and sign-off; choose the window; check that every role is held"),
        time(
            "T-2 days: preparation",
            DocumentName.RUNBOOK,
            "hand it out; try the commands against servers that may break; copy the notices"),
        time(
            "T-1 day: checklist",
            DocumentName.RUNBOOK,
            "Section 1, Steps 1.1 to 1.7: planned "
                + Durations.words(schedule.before())
                + "; dry-run, report, approvals"),
        time(
            "T-0: execution",
            DocumentName.TECHNICIAN,
            "Section 2: freeze, snapshot, migration, validation; the decision at " + decided),
        time(
            decided + ": decision",
            DocumentName.OPERATIONS_LEAD,
            "Step 6, then the cutover or the rollback"),
        time(
            "T+1 hour after the cutover: post-migration",
            DocumentName.RUNBOOK,
            "Section 5: the window of "
                + Durations.words(schedule.planned(Step.MONITORING))
                + ", integration tests, performance, actual times, lessons, closing"),
        time("At night", DocumentName.ON_CALL, "look first, then go back"));
  }

  private static Block time(String when, DocumentName name, String what) {
    return Paragraph.of(new Strong(when), new Text(": "), link(name), new Text(", " + what + "."));
  }

  private Section byTask() {
    List<Table.Row> rows = new ArrayList<>();
    rows.add(task("Take and verify a snapshot", DocumentName.RUNBOOK, "Step 2"));
    rows.add(task("Restore a snapshot", DocumentName.COMMANDS, "Clean-up"));
    rows.add(task("Dry-run", DocumentName.RUNBOOK, "Step 1.4"));
    rows.add(task("Validate", DocumentName.RUNBOOK, "Step 4 and Appendix A"));
    rows.add(task("Carry it out", DocumentName.TECHNICIAN, "all of it"));
    rows.add(task("Decide GO or NO-GO", DocumentName.RUNBOOK, "Steps 5 and 6, the decision tree"));
    rows.add(task("Go back", DocumentName.ON_CALL, "rapid rollback"));
    rows.add(task("Go on after a crash", DocumentName.RUNBOOK, "Section 3"));
    rows.add(task("Find out what is wrong", DocumentName.RUNBOOK, "Section 4"));
    rows.add(task("Call somebody", DocumentName.RUNBOOK, "Appendix B"));
    rows.add(task("Tell people", DocumentName.NOTICES, "all of it"));
    rows.add(task("Tidy up", DocumentName.COMMANDS, "Clean-up"));
    return Section.of(
        "by-task",
        "By task",
        new Table(
            "Where each task is described",
            List.of(Column.words("Task"), Column.words("Document"), Column.words("Where")),
            rows));
  }

  private static Table.Row task(String task, DocumentName name, String where) {
    return new Table.Row(List.of(Cell.of(task), Cell.of(link(name)), Cell.of(where)));
  }

  private static PageLink link(DocumentName name) {
    return new PageLink(name.fileName().replace('-', ' '), name.fileName());
  }
}
