package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of those who say yes or no: each with what this role looks at before it does. */
final class ApproverPages {

  private final Subject subject;
  private final RunCommands typed;
  private final Schedule schedule;

  ApproverPages(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
    this.schedule = new Schedule(subject);
  }

  private Plan plan() {
    return subject.plan();
  }

  /** Who decides. */
  Document operationsLead() {
    return new RolePage(subject, Role.OPERATIONS_LEAD)
        .document(
            List.of(
                section(
                    "before",
                    "Before",
                    List.of(
                        RolePage.bullets(
                            "Is every role held, and is everybody reached? Who is told when nobody"
                                + " answers?",
                            "Does the forecast fit? Writes may be refused for "
                                + Durations.words(plan().timeline().maxFreeze())
                                + "; planned to GO are "
                                + Durations.words(schedule.toDecision())
                                + ".",
                            "Does the dry-run's report name anything that people must know?"),
                        new CodeBlock(RunbookCommand.of("report", subject.id() + "/dry-run/1"))),
                    new RolePage(subject, Role.OPERATIONS_LEAD).answers(GateId.PRE_MIGRATION)),
                section(
                    "decision",
                    "The decision, Step 6",
                    List.of(
                        Paragraph.of("GO needs every criterion, and no trigger:"),
                        new CodeBlock(typed.evidence()),
                        ExecutionSection.lines(
                            "Triggers: NO-GO as soon as any one of these is not so",
                            new Decision(subject).triggers())),
                    new RolePage(subject, Role.OPERATIONS_LEAD).answers(GateId.GO_NO_GO)),
                section(
                    "orders",
                    "What else is yours to order",
                    List.of(
                        Paragraph.of("In a HOLD, with the DBA; silence is NO-GO:"),
                        new CodeBlock(typed.decide("retry", Right.RETRY)),
                        Paragraph.of("Back to the source, at any time until it is closed:"),
                        new CodeBlock(typed.rollback()),
                        Paragraph.of("When nobody needs the way back any more:"),
                        new CodeBlock(typed.by("close", Right.CLOSE))),
                    List.of())));
  }

  /** Who knows the data. */
  Document dba() {
    String snapshot = typed.snapshot().toString();
    return new RolePage(subject, Role.DBA)
        .document(
            List.of(
                section(
                    "before",
                    "Before",
                    List.of(
                        RolePage.bullets(
                            "Backup of the source by the plan: " + plan().source().backup() + ".",
                            "Which records could not be migrated, and does a rule mend them?",
                            "Free disk for the snapshot, twice its estimate; the run checks it in"
                                + " 1.3."),
                        new CodeBlock(
                            RunbookCommand.of("quarantine", "list", subject.id() + "/dry-run/1"))),
                    new RolePage(subject, Role.DBA).answers(GateId.PRE_MIGRATION)),
                section(
                    "meanwhile",
                    "Meanwhile",
                    List.of(
                        Paragraph.of("The snapshot is sound, and the receipts hold:"),
                        new CodeBlock(
                            RunbookCommand.of("snapshot", "verify", snapshot)
                                + "\n"
                                + typed.ofRun("checkpoint verify")),
                        Paragraph.of(
                            "A HOLD waits for you or the operations lead, "
                                + Durations.words(plan().timeline().hold())
                                + " long: retry does again what failed, repair writes what differs,"
                                + " replay sends the quarantine through the transform again."),
                        new CodeBlock(
                            typed.evidence()
                                + "\n"
                                + typed.decide("retry", Right.RETRY)
                                + "\n"
                                + typed.decide("repair", Right.RETRY)
                                + "\n"
                                + typed.decide("replay", Right.RETRY)),
                        Paragraph.of("Other rules for the records, or other bounds:"),
                        new CodeBlock(typed.by("amend", Right.AMEND, subject.planFile()))),
                    new RolePage(subject, Role.DBA).answers(GateId.GO_NO_GO)),
                section(
                    "afterwards",
                    "Afterwards",
                    List.of(
                        Paragraph.of("Performance against the source's own, and the archive:"),
                        new CodeBlock(
                            typed.ofPlan("validate", "--family", "performance")
                                + "\n"
                                + RunbookCommand.of("snapshot", "list"))),
                    List.of())));
  }

  /** Who clears it. */
  Document security() {
    return new RolePage(subject, Role.SECURITY)
        .document(
            List.of(
                section(
                    "before",
                    "Before",
                    List.of(
                        RolePage.bullets(
                            "Secrets stand in no plan, file, report or notice; the plan refers to: "
                                + secrets()
                                + ".",
                            "The source is only read; the one write is the freeze probe, of an id"
                                + " that does not exist.",
                            "The plan's commands run where the worker runs, without a shell: "
                                + commands()
                                + ".",
                            "Connections: source "
                                + plan().source().url()
                                + ", target "
                                + plan().target().url()
                                + ".")),
                    new RolePage(subject, Role.SECURITY).answers(GateId.PRE_MIGRATION)),
                section(
                    "files",
                    "Where people's data lie",
                    List.of(
                        RolePage.bullets(
                            "Everything of the run is in "
                                + subject.runFolder()
                                + ", readable by its owner alone: snapshot, quarantine, report.",
                            "The snapshot is kept "
                                + Durations.words(plan().snapshot().retention())
                                + " at least; removing it is asked for by name.",
                            "BREAK-GLASS.sh has the plan's commands in it, and no secret."),
                        new CodeBlock(RunbookCommand.of("snapshot", "prune"))),
                    List.of()),
                section(
                    "decision",
                    "The decision, Step 6",
                    List.of(
                        Paragraph.of(
                            "An answer counts for the evidence it was given on, by its digest."
                                + (plan().gates().fourEyes()
                                    ? " Nobody answers in two roles, and the starter in none."
                                    : " This plan lets one person answer in several roles."))),
                    new RolePage(subject, Role.SECURITY).answers(GateId.GO_NO_GO))));
  }

  private String secrets() {
    String names =
        Stream.of(plan().source(), plan().target())
            .flatMap(server -> server.headers().values().stream())
            .map(ApproverPages::reference)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private static String reference(SecretReference secret) {
    return secret.env() == null ? "file " + secret.file() : "variable " + secret.env();
  }

  private String commands() {
    if (plan().traffic().gate() != null) {
      return "none; the gate at " + plan().traffic().gate().admin() + " acts on traffic";
    }
    String actions =
        plan().traffic().commands().keySet().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return actions.isEmpty() ? "none; people act on traffic" : actions;
  }

  private static Section section(
      String anchor, String title, List<? extends Block> first, List<? extends Block> then) {
    List<Block> blocks = new ArrayList<>(first);
    blocks.addAll(then);
    return new Section(anchor, title, blocks);
  }
}
