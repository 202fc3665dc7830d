package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Facts;
import io.chromarunbook.document.PageLink;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.text.Durations;
import java.util.List;

/** The main runbook: everything, in the order of a migration. */
final class MainRunbook {

  private MainRunbook() {}

  static Document of(Subject subject) {
    return new Document(
        "Runbook of the " + subject.name(),
        opening(subject),
        List.of(
            new PreMigrationSection(subject).section(),
            new ExecutionSection(subject).section(),
            CheckpointSection.of(subject),
            TroubleshootingSection.of(subject),
            new PostMigrationSection(subject).section(),
            checks(),
            ContactsAppendix.of(subject),
            new RollbackAppendix(subject).section()));
  }

  private static List<Block> opening(Subject subject) {
    Plan plan = subject.plan();
    return List.of(
        Callout.of(
            Callout.Tone.NOTE,
            Paragraph.of(
                new Text(subject.preface() + " Every page: "),
                new PageLink("index", DocumentName.INDEX.fileName()),
                new Text("."))),
        Callout.of(
            Callout.Tone.DANGER,
            Paragraph.of("Back to the source at once, at any time before the run is closed:"),
            new CodeBlock(subject.typed().rollback())),
        facts(plan));
  }

  /** What is moved where, and how. */
  static Facts facts(Plan plan) {
    return Facts.of(
        Facts.Fact.of("Migration", plan.migration()),
        Facts.Fact.of("Source", plan.source().url() + ", " + plan.source().place()),
        Facts.Fact.of("Applications reach it at", plan.source().frontDoor()),
        Facts.Fact.of("Target", plan.target().url() + ", " + plan.target().place()),
        Facts.Fact.of(
            "Traffic",
            switch (plan.traffic().mode()) {
              case GATE ->
                  "frozen, moved over and back by the gate at " + plan.traffic().gate().admin();
              case COMMANDS -> "frozen, moved over and back by the plan's commands";
              case MANUAL -> "frozen, moved over and back by people, who confirm it";
            }),
        Facts.Fact.of("Writes refused for at most", Durations.words(plan.timeline().maxFreeze())),
        Facts.Fact.of(
            "A silent server is waited for", Durations.words(plan.network().giveUpAfter())));
  }

  private static Section checks() {
    return Section.of(
        "checks",
        "Appendix A: What validation checks",
        ValidationChecks.families(),
        ExitCodes.table());
  }
}
