package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.code;
import static io.chromarunbook.workflows.text.Markdown.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people, made from the report for machines and from nothing else. */
final class ReportMarkdown {

  private static final String NOT_REACHED = "Not reached.";
  private static final int MOST_QUERIES = 10;

  private final MigrationStatus status;
  private final ReportFacts facts;
  private final MarkdownPage page = new MarkdownPage();

  private ReportMarkdown(MigrationStatus status, ReportFacts facts) {
    this.status = status;
    this.facts = facts;
  }

  /** The text. */
  static String of(JsonNode report) {
    try {
      return new ReportMarkdown(
              Json.MAPPER.treeToValue(report, MigrationStatus.class),
              Json.MAPPER.treeToValue(report, ReportFacts.class))
          .text();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a report", e);
    }
  }

  private String text() {
    page.title("Migration " + status.migration() + ": " + outcome());
    decision();
    next();
    timeline();
    criteria();
    records();
    gates();
    holds();
    vouched();
    deviations();
    rollback();
    leftBehind();
    window();
    freeze();
    snapshot();
    checks();
    performance();
    events();
    digests();
    return page.toString();
  }

  private String outcome() {
    if (Names.isDryRun(status.migration()) && status.state() == RunState.COMPLETED) {
      return "a dry-run, nothing speaks against the migration";
    }
    return switch (status.state()) {
      case COMPLETED -> "GO, moved over";
      case ROLLED_BACK -> "rolled back";
      case STOPPED -> "stopped before anything was changed";
      case FAILED -> "failed";
      default -> "still under way (" + status.state() + ")";
    };
  }

  private void decision() {
    page.header("The run", "");
    page.row("Decision", status.decision() == null ? "none was reached" : status.decision());
    page.row("Reason", present(status.reason()));
    page.row("State", status.state() + " at step " + Wording.step(status.step()));
    page.row("Source", server(status.source()));
    page.row("Target", server(status.target()));
    page.row("Started", Wording.time(status.startedAt()));
    page.row("This report", Wording.time(facts.writtenAt()));
    page.row(
        "Started by",
        status.startedBy() == null || status.startedBy().isEmpty()
            ? "nobody said"
            : status.startedBy() + " (not signed)");
    if (status.closed() != null) {
      page.row(
          "Closed",
          "by "
              + status.closed().by()
              + " (not signed) at "
              + Wording.time(status.closed().at())
              + (status.closed().reason() == null ? "" : ": " + status.closed().reason())
              + "; a rollback is not possible any more");
    }
    page.row("Files", facts.folder());
    page.gap();
  }

  private static String server(ServerLine server) {
    return server.version() == null || server.version().isEmpty()
        ? server.words() + " (not looked at)"
        : server.words() + ", Chroma " + server.version() + " by API " + server.api();
  }

  private void next() {
    page.section("What to do next");
    switch (status.state()) {
      case COMPLETED -> afterGoOrDryRun();
      case ROLLED_BACK -> afterRollback();
      case STOPPED ->
          page.bullet(
              "Nothing was changed at either server. Mend the reason above and start again: "
                  + code(RunbookCommand.of("start", "PLAN", "--id", "NEW-ID"))
                  + ".");
      case FAILED -> afterDefect();
      default -> page.bullet("The run goes on; this is how it stood when the report was written.");
    }
    for (NextAction action : status.nextActions()) {
      if (action.verb() != NextAction.Verb.REPORT) {
        page.bullet("To do now: " + code(RunbookCommand.of(action)));
      }
    }
    page.gap();
  }

  private void afterGoOrDryRun() {
    if (Names.isDryRun(status.migration())) {
      page.bullet(
          "Nothing was changed at either server. Start the migration: "
              + code(
                  RunbookCommand.of("start", "PLAN", "--id", Names.migrationOf(status.migration())))
              + ".");
    } else {
      afterGo();
    }
  }

  private void afterGo() {
    if (facts.thaw().needed()) {
      page.bullet("The source refuses writes on purpose. " + thaw());
    }
    if (status.closed() != null) {
      page.bullet("The run is closed: the way back is given up.");
    } else {
      page.bullet(
          "Going back stays possible until the run is closed: "
              + code(RunbookCommand.of("rollback", status.migration(), "--by", "NAME"))
              + ".");
      page.bullet(
          "When nobody needs the way back any more, close the run: "
              + code(RunbookCommand.of("close", status.migration(), "--by", "NAME"))
              + ".");
    }
    if (facts.quarantine().count() > 0) {
      page.bullet(
          "Decide what becomes of the "
              + Wording.records(facts.quarantine().count())
              + " in quarantine: "
              + code(RunbookCommand.of("quarantine", "list", status.migration()))
              + ".");
    }
    retention();
  }

  private void afterRollback() {
    for (UndoLine line : status.rollback()) {
      if (line.state() == UndoLine.State.FAILED
          || line.state() == UndoLine.State.NEEDS_CONFIRMATION) {
        page.bullet(
            "**To be done by hand:** "
                + line.id().title()
                + " ("
                + plain(line.message())
                + "). The commands are in "
                + breakGlass()
                + ".");
      }
    }
    if (facts.thaw().needed()) {
      page.bullet("**The source still refuses writes.** " + thaw());
    } else {
      page.bullet("Applications work with the source as before.");
    }
    page.bullet("Mend the reason above and start again: " + again());
    retention();
  }

  private void afterDefect() {
    page.bullet("The run ended by a defect; read the reason above before anything else.");
    if (facts.thaw().needed()) {
      page.bullet("**The source may still refuse writes.** " + thaw());
    }
    page.bullet("To undo everything without this system, follow " + breakGlass() + ".");
  }

  private String thaw() {
    return facts.thaw().command() == null
        ? "It stays frozen until somebody makes it take writes again by hand."
        : "It stays frozen until you run " + code(facts.thaw().command()) + ".";
  }

  private String again() {
    return code(
            RunbookCommand.of("start", "PLAN", "--id", "NEW-ID", "--replaces", status.migration()))
        + " (without "
        + code("--replaces")
        + " where no collection of this run is left at the target).";
  }

  private void retention() {
    if (facts.snapshot() != null) {
      page.bullet(
          "Keep the snapshot until "
              + Wording.time(facts.snapshot().retainUntil())
              + "; after that it may be removed.");
    }
  }

  private String breakGlass() {
    return status.breakGlass() == null || status.breakGlass().isEmpty()
        ? "the plan's own commands (no break-glass file was written)"
        : code(status.breakGlass());
  }

  private void timeline() {
    page.section("Timeline");
    page.header("Step", "Planned", "Work", "Wait", "State", "Began", "What came of it");
    for (StepLine step : status.steps()) {
      boolean begun = step.startedAt() != null;
      page.row(
          Wording.step(step.id()),
          step.plannedSeconds() == 0 ? "–" : Wording.span(step.plannedSeconds()),
          begun ? Wording.span(step.workSeconds()) : "–",
          begun ? Wording.span(step.waitSeconds()) : "–",
          begun || step.state() == StepLine.State.SKIPPED ? word(step.state()) : "not reached",
          Wording.time(step.startedAt()),
          present(step.note()));
    }
    page.gap();
  }

  private void criteria() {
    page.section("What the decision rests on");
    if (status.criteria().isEmpty() && status.triggers().isEmpty()) {
      page.paragraph(NOT_REACHED);
      return;
    }
    page.header("GO needs", "Required", "Observed", "Result");
    status.criteria().forEach(line -> line(line, "holds", "**does not hold**", "pending"));
    page.gap();
    page.header("NO-GO trigger", "Quiet while", "Observed", "Result");
    status.triggers().forEach(line -> line(line, "quiet", "**fired**", "not looked at"));
    page.gap();
  }

  private void line(Criterion line, String holds, String fails, String open) {
    page.row(
        List.of(
            plain(line.id()),
            plain(line.required()),
            plain(present(line.observed())),
            line.pass() == null ? open : line.pass() ? holds : fails));
  }

  private void records() {
    page.section("Records");
    Totals totals = status.totals();
    if (totals == null || totals.equals(Totals.NONE)) {
      page.paragraph("No record was compared: validation was not reached.");
    } else {
      page.paragraph(
          "**%s in the snapshot = %s equal + %s quarantined + %s different + %s missing.** Of the equal ones %s are so only by tolerance. The target has %s that the snapshot has not."
              .formatted(
                  Wording.number(totals.snapshot()),
                  Wording.number(totals.equal()),
                  Wording.number(totals.quarantined()),
                  Wording.number(totals.different()),
                  Wording.number(totals.missing()),
                  Wording.number(totals.byTolerance()),
                  Wording.records(totals.added())));
    }
    collections();
    receipts();
    quarantine();
  }

  private void collections() {
    if (status.collections().isEmpty()) {
      return;
    }
    page.header("Collection", "At the target", "Source", "Target", "Quarantined", "State");
    for (CollectionStatus collection : status.collections()) {
      page.row(
          collection.name(),
          collection.targetName(),
          Wording.number(collection.source()),
          Wording.number(collection.target()),
          Wording.number(collection.quarantined()),
          word(collection.state()));
    }
    page.gap();
    if (status.collectionsTotal() > status.collections().size()) {
      page.paragraph(
          "These are the first %d of %d collections; the receipts have all of them."
              .formatted(status.collections().size(), status.collectionsTotal()));
    }
  }

  private void receipts() {
    if (facts.receipts().isEmpty()) {
      return;
    }
    Map<String, ReceiptLine> sums = new LinkedHashMap<>();
    facts.receipts().forEach(line -> sums.merge(line.collection(), line, ReceiptLine::plus));
    Map<String, Long> parts =
        facts.receipts().stream()
            .collect(Collectors.groupingBy(ReceiptLine::collection, Collectors.counting()));
    page.paragraph("What the import proved by reading back what it wrote (receipts):");
    page.header(
        "Collection",
        "Parts",
        "Records",
        "Written",
        "Quarantined",
        "Read back equal",
        "By tolerance",
        "Different",
        "Missing");
    for (ReceiptLine sum : sums.values()) {
      page.row(
          sum.collection(),
          Wording.number(parts.get(sum.collection())),
          Wording.number(sum.records()),
          Wording.number(sum.written()),
          Wording.number(sum.quarantined()),
          Wording.number(sum.equal()),
          Wording.number(sum.byTolerance()),
          Wording.number(sum.different()),
          Wording.number(sum.missing()));
    }
    page.gap();
  }

  private void quarantine() {
    QuarantineLines quarantine = facts.quarantine();
    if (quarantine.count() == 0) {
      page.paragraph("Nothing is in quarantine.");
      return;
    }
    page.paragraph(
        "%s in quarantine, whole, in %s; the first %d:"
            .formatted(
                Wording.records(quarantine.count()),
                code(quarantine.file()),
                quarantine.first().size()));
    page.header("Collection", "Id", "Why");
    quarantine.first().forEach(line -> page.row(line.collection(), line.id(), line.reason()));
    page.gap();
  }

  private void gates() {
    page.section("Who agreed to what");
    if (status.gates().isEmpty()) {
      page.paragraph("No gate was reached.");
      return;
    }
    page.header("Gate", "Role", "Who", "Said", "When", "Comment", "Witness");
    for (GateLine gate : status.gates()) {
      gate.answers().forEach(answer -> answer(gate, answer));
      for (Role role : gate.required()) {
        if (gate.answers().stream().noneMatch(answer -> answer.role() == role)) {
          page.row(gate.id().label(), role.label(), "–", "no answer", "–", "", "");
        }
      }
    }
    page.gap();
    page.paragraph(
        "Names are what people gave; "
            + (signed() ? "signatures vouch for them." : "no signature vouches for them."));
  }

  private void answer(GateLine gate, AnswerLine answer) {
    page.row(
        gate.id().label(),
        answer.role().label(),
        answer.by(),
        answer.decision() == AnswerLine.Decision.APPROVE ? "approved" : "rejected",
        Wording.time(answer.at()),
        answer.comment(),
        answer.witness() == null ? "–" : answer.witness().words());
  }

  private boolean signed() {
    return status.gates().stream()
        .flatMap(gate -> gate.answers().stream())
        .allMatch(AnswerLine::signed);
  }

  private void deviations() {
    page.section("Deviations and warnings");
    if (facts.deviations().isEmpty()) {
      page.paragraph("None.");
      return;
    }
    page.header("Kind", "When", "What");
    facts
        .deviations()
        .forEach(found -> page.row(found.kind(), Wording.time(found.at()), found.text()));
    page.gap();
  }

  private void rollback() {
    if (status.rollback().isEmpty()) {
      return;
    }
    page.section("Rollback");
    page.header("Sub-step", "Planned", "State", "What was done");
    for (UndoLine line : status.rollback()) {
      page.row(
          line.id().title(),
          Wording.span(line.plannedSeconds()),
          word(line.state()),
          present(line.message()));
    }
    page.gap();
  }

  private void freeze() {
    page.section("How long writes were refused");
    FreezeLine freeze = status.freeze();
    if (freeze == null || freeze.since() == null) {
      page.paragraph("The source was never frozen.");
      return;
    }
    page.paragraph(
        "%s of a budget of %s: from %s until %s. %s"
            .formatted(
                Wording.span(freeze.frozenSeconds()),
                Wording.span(freeze.budgetSeconds()),
                Wording.time(freeze.since()),
                freeze.until() == null ? "now, it still is" : Wording.time(freeze.until()),
                standing(freeze)));
  }

  private static String standing(FreezeLine freeze) {
    return switch (freeze.standing()) {
      case PROVEN ->
          "That the source refused writes was proven, last at "
              + Wording.time(freeze.lookedAt())
              + ": "
              + plain(freeze.message());
      case VOUCHED ->
          "**That the source refused writes was not proven; a person vouched for it:** "
              + plain(freeze.message());
      case BROKEN -> "**The freeze was broken:** " + plain(freeze.message());
      default ->
          "**That the source refused writes was not proven** ("
              + word(freeze.standing())
              + "): "
              + plain(freeze.message());
    };
  }

  private void holds() {
    if (status.holds().isEmpty()) {
      return;
    }
    page.section("What was held, and who decided");
    page.header("Step", "From", "Why", "Decided", "By", "When", "What came of it");
    for (HoldLine hold : status.holds()) {
      page.row(
          Wording.step(hold.step()),
          Wording.time(hold.since()),
          hold.reason(),
          hold.choice() == null ? "–" : hold.choice().label(),
          present(hold.by()),
          Wording.time(hold.decidedAt()),
          present(hold.outcome()));
    }
    page.gap();
  }

  private void vouched() {
    if (status.vouched().isEmpty()) {
      return;
    }
    page.section("What is not proven, and who vouches for it");
    page.header("What", "Who", "When", "Why", "What the machine found");
    for (VouchLine line : status.vouched()) {
      page.row(
          line.what(),
          line.by(),
          Wording.time(line.at()),
          present(line.reason()),
          present(line.proof()));
    }
    page.gap();
  }

  private void leftBehind() {
    if (status.wayBack() == null || status.state() != RunState.ROLLED_BACK) {
      return;
    }
    page.section("What was left behind at the target");
    LeftBehind left = status.wayBack().leftBehind();
    if (left == null) {
      page.paragraph(
          "**Not known:** the target could not be read: "
              + plain(present(status.wayBack().unreadable())));
      return;
    }
    page.paragraph(
        "Since the switch %s added, %s changed and %s removed, as read at %s; whole in %s."
            .formatted(
                Wording.records(left.added()),
                Wording.number(left.changed()),
                Wording.number(left.gone()),
                Wording.time(left.readAt()),
                code(left.file())));
    if (status.wayBack().unreadable() != null) {
      page.paragraph(
          "**At the end it could not be read again:** " + plain(status.wayBack().unreadable()));
    }
  }

  private void window() {
    if (status.window() == null || status.window().content() == null) {
      return;
    }
    MigratedContent content = status.window().content();
    page.section("Migrated records after the switch");
    page.paragraph(
        "%s of %s compared again in the window; %s had changed and %s were gone, which edits by applications explain as well as damage does.%s"
            .formatted(
                Wording.number(content.compared()),
                Wording.records(status.totals().snapshot()),
                Wording.number(content.changed()),
                Wording.number(content.gone()),
                content.examples().isEmpty()
                    ? ""
                    : " The first: " + plain(String.join(", ", content.examples())) + "."));
  }

  private void snapshot() {
    page.section("Snapshot, and the way back without this system");
    SnapshotLine snapshot = facts.snapshot();
    if (snapshot == null) {
      page.paragraph("No snapshot was completed.");
    } else {
      String directory = Wording.command(List.of(snapshot.directory()));
      page.bullet("It lies in " + code(snapshot.directory()) + ".");
      page.bullet(
          "It is kept until "
              + Wording.time(snapshot.retainUntil())
              + ", made at "
              + Wording.time(snapshot.created())
              + ".");
      page.bullet(
          "It is the one this report speaks of if "
              + code("sha256sum " + directory + "/manifest.json")
              + " gives "
              + code(snapshot.digest())
              + "; the manifest has the SHA-256 of every other file.");
      page.bullet(
          "Everything in it is read again by "
              + code(
                  RunbookCommand.of(
                      "snapshot", "verify", snapshot.directory(), "--digest", snapshot.digest()))
              + ", and put on an empty server by "
              + code(RunbookCommand.of("snapshot", "restore", snapshot.directory(), "--to", "URL"))
              + ".");
      rehearsal(snapshot.rehearsal());
    }
    page.bullet("Break-glass (undo without Java and Temporal): " + breakGlass() + ".");
    page.gap();
  }

  private void rehearsal(RestoreRehearsal rehearsal) {
    if (rehearsal == null) {
      page.bullet("Restoring from it was not rehearsed.");
      return;
    }
    page.bullet(
        "Restoring from it was rehearsed: "
            + Wording.records(rehearsal.records())
            + " came back equal from scratch collections at the target"
            + (rehearsal.byTolerance() == 0
                ? ""
                : " (" + Wording.number(rehearsal.byTolerance()) + " by tolerance)")
            + (rehearsal.leftOut() == 0
                ? ""
                : "; "
                    + Wording.records(rehearsal.leftOut())
                    + " can only be restored to the source's release")
            + ". At that rate restoring everything takes about "
            + Wording.span(rehearsal.recovery().toMillis() / 1000.0)
            + ".");
  }

  private void checks() {
    page.section("Validation");
    if (facts.checks().isEmpty() && facts.searches().isEmpty()) {
      page.paragraph(NOT_REACHED);
      return;
    }
    if (!facts.checks().isEmpty()) {
      page.header("Check", "Family", "Weight", "Required", "Observed", "Result", "First failures");
      facts.checks().forEach(this::check);
      page.gap();
    }
    if (!facts.searches().isEmpty()) {
      page.paragraph(
          "Semantic search, compared with exact search over the snapshot (recall 1 is perfect):");
      page.header("Collection", "Queries", "Answered", "Recall at source", "Recall at target");
      for (SearchResult search : facts.searches()) {
        page.row(
            search.collection(),
            Wording.number(search.queries()),
            Wording.number(search.answered()),
            Wording.share(search.sourceRecall()),
            Wording.share(search.targetRecall()));
      }
      page.gap();
      worstQueries();
    }
  }

  private void worstQueries() {
    List<QueryLine> worst =
        facts.queries().stream()
            .filter(QueryLine::imperfect)
            .collect(
                Collectors.groupingBy(
                    QueryLine::collection, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .flatMap(lines -> lines.stream().limit(MOST_QUERIES))
            .toList();
    if (worst.isEmpty()) {
      page.paragraph("No server left out a neighbour in any of the queries the report has.");
      return;
    }
    page.paragraph(
        "The worst queries of each collection, at most %d; the JSON report has all, with their vectors:"
            .formatted(MOST_QUERIES));
    page.header(
        "Collection",
        "Vector of",
        "Kind",
        "Recall at source",
        "Recall at target",
        "Source answered",
        "Target answered");
    for (QueryLine query : worst) {
      page.row(
          query.collection(),
          query.of(),
          query.kind(),
          Wording.share(query.sourceRecall()),
          Wording.share(query.targetRecall()),
          String.join(", ", query.source()),
          String.join(", ", query.target()));
    }
    page.gap();
  }

  private void check(CheckResult check) {
    String result =
        switch (check.result()) {
          case PASS -> "pass";
          case FAIL -> "**fail**";
          case NOT_APPLICABLE -> "not applicable";
        };
    page.row(
        List.of(
            plain(check.id()),
            plain(check.family()),
            word(check.severity()),
            plain(check.required()),
            plain(check.observed()),
            result,
            plain(String.join(", ", check.failures()))));
  }

  private void performance() {
    page.section("Performance");
    if (facts.performance().isEmpty()) {
      page.paragraph("Nothing was measured.");
    } else {
      page.header("Figure", "Expected (dry-run, source)", "Measured");
      facts
          .performance()
          .forEach(line -> page.row(line.figure(), line.expected(), line.measured()));
      page.gap();
    }
    if (facts.baseline() != null) {
      page.paragraph("What monitoring compared with:");
      page.header("Collection", "At the target", "Records at the source", "Migrated");
      for (JsonNode line : facts.baseline().path("collections")) {
        page.row(
            line.path("source").asText(),
            line.path("target").asText(),
            Wording.number(line.path("records").asLong()),
            Wording.number(line.path("migrated").asLong()));
      }
      page.gap();
    }
  }

  private void events() {
    page.section("What people ordered, and what was refused");
    List<Event> told =
        status.events().stream().filter(event -> !event.kind().equals("deviation")).toList();
    if (told.isEmpty()) {
      page.paragraph("Nothing.");
      return;
    }
    page.header("When", "Kind", "Who", "What");
    told.forEach(
        event -> page.row(Wording.time(event.at()), event.kind(), event.by(), event.text()));
    page.gap();
  }

  private void digests() {
    page.section("Digests (SHA-256)");
    page.header("Of", "Digest");
    facts.digests().forEach((name, digest) -> page.row(name, digest));
    page.gap();
  }

  private static String present(String text) {
    return text == null || text.isEmpty() ? "–" : text;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
