package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.importing.QuarantineBudget;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Sums up Step 4: in full on disk, and as much of it as a payload takes. */
final class Conclusion {

  private static final int MOST_LINES = 100;
  private static final int PAYLOAD = 60_000;

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer target;

  Conclusion(OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.target = target;
  }

  ValidationSummary conclude() {
    gatherQuarantine();
    Observations seen = new Observer(run, attempt, snapshot, target).observe();
    int collections = snapshot.manifest().collections().size();
    Suite suite =
        new Suite(
            run.plan(),
            target.version(),
            new QuarantineBudget(run.plan().quarantine(), snapshot.manifest(), run.folder())
                .allowed(),
            collections,
            seen);
    Findings findings =
        new Findings(
            seen.totals,
            collections,
            seen.collectionsMigrated,
            seen.requiredFields,
            seen.incomplete.number(),
            seen.withoutEmbedding.number(),
            seen.searches,
            run.plan().validation());
    ValidationSummary full = new ValidationSummary(findings, suite.checks(), seen.targets);
    DurableFile.writeJson(run.folder().validation(), full);
    return fitting(full);
  }

  private void gatherQuarantine() {
    try (QuarantineFile all = new QuarantineFile(run.folder().quarantine())) {
      for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
        int parts = snapshot.collection(index).parts().size();
        for (int part = 0; part < parts; part++) {
          attempt.goOn();
          QuarantineFile.forEach(run.folder().quarantine(index, part), all::add);
        }
      }
      all.publish();
    }
  }

  // The searches that matter most for the decision stay; lines only inform.
  private static ValidationSummary fitting(ValidationSummary full) {
    List<SearchResult> worstFirst =
        full.findings().searches().stream()
            .sorted(
                Comparator.comparing((SearchResult each) -> each.answered() >= each.queries())
                    .thenComparing(each -> each.targetRecall() - each.sourceRecall()))
            .toList();
    ValidationSummary summary = full;
    for (int lines = MOST_LINES; lines > 0; lines /= 2) {
      summary = cut(full, worstFirst, lines);
      if (Json.canonical(summary).getBytes(StandardCharsets.UTF_8).length <= PAYLOAD) {
        return summary;
      }
    }
    return summary;
  }

  private static ValidationSummary cut(
      ValidationSummary full, List<SearchResult> worstFirst, int lines) {
    Findings all = full.findings();
    List<SearchResult> searches =
        all.searches().size() <= lines ? all.searches() : worstFirst.subList(0, lines);
    return new ValidationSummary(
        new Findings(
            all.totals(),
            all.collectionsExpected(),
            all.collectionsMigrated(),
            all.requiredFields(),
            all.incompleteRecords(),
            all.missingEmbeddings(),
            searches,
            all.bounds()),
        full.checks(),
        full.targets().stream().limit(lines).toList());
  }
}
