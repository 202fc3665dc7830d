package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.Verdict;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up Step 4: in full on disk, and as much of it as a payload takes. */
final class Conclusion {

  private static final int MOST_LINES = 100;
  private static final int PAYLOAD = 60_000;

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer source;
  private final ChromaServer target;

  Conclusion(
      OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer source, ChromaServer target) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.source = source;
    this.target = target;
  }

  ValidationSummary conclude() {
    gatherQuarantine();
    Observations seen = new Observer(run, attempt, snapshot, source, target).observe();
    Findings findings =
        new Findings(
            seen.totals,
            snapshot.manifest().collections().size(),
            seen.collectionsMigrated,
            seen.requiredFields,
            seen.tallies.of(MetadataSchemaChecks.REQUIRED_FIELDS).failing().size(),
            seen.withoutEmbedding,
            seen.searches.stream().map(Search::result).toList(),
            run.plan().validation());
    List<CheckResult> checks = Verdict.of(Catalogue.FAMILIES, seen.tallies);
    ValidationSummary full = new ValidationSummary(findings, checks, seen.targets);
    writeFailures(seen.tallies);
    DurableFile.writeJson(run.folder().validation(), full);
    return fitting(full);
  }

  /** What every failing check failed on, all of it: the summary has only the first ten. */
  private void writeFailures(Tallies tallies) {
    Map<String, List<String>> failures = new LinkedHashMap<>();
    tallies
        .byCheck()
        .forEach(
            (check, tally) -> {
              if (!tally.failing().isEmpty()) {
                failures.put(check, tally.failing());
              }
            });
    DurableFile.writeJson(run.folder().validationFailures(), failures);
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
        lines == MOST_LINES
            ? full.checks()
            : full.checks().stream().map(Conclusion::named).toList(),
        full.targets().stream().limit(lines).toList());
  }

  // A failing check keeps one name of what it failed on; the file has all.
  private static CheckResult named(CheckResult check) {
    return new CheckResult(
        check.id(),
        check.family(),
        check.severity(),
        check.required(),
        check.observed(),
        check.result(),
        check.failures().stream().limit(1).toList());
  }
}
