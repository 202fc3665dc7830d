package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Callout;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.SignOff;
import io.chromarunbook.document.Table;
import io.chromarunbook.starter.planning.LiveInventory;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.text.Durations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Two printed pages for those who plan, approve and pay. */
final class ExecutiveSummary {

  private final Subject subject;
  private final Plan plan;
  private final Schedule schedule;
  private final Decision decision;

  private ExecutiveSummary(Subject subject) {
    this.subject = subject;
    this.plan = subject.plan();
    this.schedule = new Schedule(subject);
    this.decision = new Decision(subject);
  }

  static Document of(Subject subject) {
    return new ExecutiveSummary(subject).document();
  }

  private Document document() {
    return new Document(
        "Executive summary of the " + subject.name(),
        List.of(Callout.of(Callout.Tone.NOTE, Paragraph.of(subject.preface()))),
        List.of(overview(), decisions(), back(), risks(), people(), signOff()));
  }

  private Section overview() {
    return Section.of(
        "overview",
        "Overview and duration",
        Facts.of(
            Facts.Fact.of("What", size()),
            Facts.Fact.of("From", plan.source().url() + ", " + plan.source().place()),
            Facts.Fact.of("To", plan.target().url() + ", " + plan.target().place()),
            Facts.Fact.of(
                "The day before",
                Durations.words(schedule.before()) + " planned: dry-run and approvals"),
            Facts.Fact.of(
                "The window",
                Durations.words(schedule.toCutover())
                    + " planned from T-0 until applications use the target"
                    + schedule
                        .forecastOfMachine()
                        .map(
                            time ->
                                "; the last dry-run forecasts "
                                    + Durations.words(time)
                                    + " of machine's work in it")
                        .orElse("; no dry-run has forecast it yet")),
            Facts.Fact.of(
                "Impact",
                "reads go on; writes are refused for "
                    + Durations.words(plan.timeline().maxFreeze())
                    + " at most"),
            Facts.Fact.of("Watched afterwards", Durations.words(plan.timeline().monitoring()))));
  }

  private String size() {
    if (subject.look().inventory().isPresent()) {
      LiveInventory inventory = subject.look().inventory().get();
      return String.format(
          Locale.ROOT,
          "%,d records in %,d collections",
          inventory.records(),
          inventory.collections().size());
    }
    return "not counted: " + subject.look().missing();
  }

  private Section decisions() {
    return Section.of(
        "decisions",
        "Decision points and success metrics",
        Paragraph.of(
            "The gate pre-migration, the day before, asks %s and waits %s. The gate go-no-go, Step 6, asks %s and waits %s, never past the last safe GO %s after the freeze began. At both, silence is a no."
                .formatted(
                    People.words(plan.gate(GateId.PRE_MIGRATION).roles()),
                    schedule.deadline(GateId.PRE_MIGRATION),
                    People.words(plan.gate(GateId.GO_NO_GO).roles()),
                    schedule.deadline(GateId.GO_NO_GO),
                    Durations.words(schedule.lastSafeGo()))),
        ExecutionSection.lines("GO needs all of these", decision.criteria()),
        Paragraph.of(
            "NO-GO follows from any one of: "
                + decision.triggers().stream().map(Criterion::id).collect(Collectors.joining(", "))
                + ". "
                + decision.basis()));
  }

  private Section back() {
    return Section.of(
        "rollback",
        "Rollback capability",
        Paragraph.of(
            "Within %s, by one command, until the run is closed; before the switch nothing is lost by it. After the switch, what applications wrote at the target is counted before anybody accepts its loss, saved, and can be put back. A script of the run works without this program."
                .formatted(Durations.words(TimelinePlan.ROLLBACK))),
        new CodeBlock(subject.typed().rollback()));
  }

  private Section risks() {
    return Section.of(
        "risks",
        "Risks, and what holds them",
        new Table(
            "Risks",
            List.of(Column.words("Risk"), Column.words("What holds it")),
            List.of(
                Table.Row.of(
                    "Records are lost or changed",
                    "every record is compared with the snapshot; at most "
                        + plan.validation().maxUnexplained()
                        + " unexplained differences"),
                Table.Row.of(
                    "The source changes meanwhile",
                    "the freeze is proven by a refused write, and looked at each minute"),
                Table.Row.of(
                    "It takes too long",
                    "forecast by the dry-run; NO-GO by itself while a rollback still fits"),
                Table.Row.of(
                    "A server or a machine fails",
                    "every part has a receipt to go on from; silence is waited for "
                        + Durations.words(plan.network().giveUpAfter())),
                Table.Row.of(
                    "The target is worse in use",
                    "watched for "
                        + Durations.words(plan.timeline().monitoring())
                        + "; three bad probes of five act"))));
  }

  private Section people() {
    return Section.of(
        "people",
        "Resources and contacts",
        Paragraph.of(
            "One machine for the worker with twice the snapshot's size of free disk, both servers,"
                + " and these people:"),
        new People(plan).contacts());
  }

  private Section signOff() {
    return Section.of(
        "sign-off",
        "Sign-off",
        new SignOff(
            "I have read this summary, and agree that the migration may be started.",
            plan.gates().roles().stream()
                .map(
                    role ->
                        new SignOff.Line(role.label(), String.join(" or ", plan.holders(role)), ""))
                .toList()));
  }
}
