package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.CheckJudge;
import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.Tally;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.WritableServer;
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

/** Sums up a validation. */
final class SuiteConclusion {

  private static final int MOST_LINES = 100;
  private static final int PAYLOAD = 60_000;

  private final Occasion occasion;
  private final OpenRun run;
  private final Attempt attempt;
  private final Manifest manifest;
  private final ChromaServer source;
  private final WritableServer target;

  SuiteConclusion(
      Occasion occasion,
      OpenRun run,
      Attempt attempt,
      Manifest manifest,
      ChromaServer source,
      WritableServer target) {
    this.occasion = occasion;
    this.run = run;
    this.attempt = attempt;
    this.manifest = manifest;
    this.source = source;
    this.target = target;
  }

  /** As much of it as a payload takes. */
  ValidationSummary summary() {
    ValidationDocument document = document();
    return fitting(
        new ValidationSummary(document.findings(), document.checks(), document.targets()));
  }

  /** All of it, which then lies in the folder too. */
  ValidationDocument document() {
    if (occasion.depth().reaches(Depth.RECORDS)) {
      gatherQuarantine();
    }
    Observations seen = new Observer(occasion, run, attempt, manifest, source, target).observe();
    ValidationDocument document =
        new ValidationDocument(
            ValidationDocument.FORMAT,
            run.plan().migration(),
            run.reference().planDigest(),
            occasion.depth().reaches(Depth.QUERIES) ? findings(seen) : null,
            CheckJudge.of(occasion.families(), seen.tallies),
            seen.targets);
    writeFailures(document.checks(), seen.tallies);
    DurableFile.writeJson(run.folder().validation(), document);
    return document;
  }

  private Findings findings(Observations seen) {
    return new Findings(
        seen.totals,
        manifest.collections().size(),
        seen.collectionsMigrated,
        seen.requiredFields,
        seen.tallies.of(MetadataSchemaChecks.REQUIRED_FIELDS).failing().size(),
        seen.withoutEmbedding,
        seen.searches.stream().map(Search::result).toList(),
        run.plan().validation());
  }

  /** What every failing check failed on, all of it: the summary has only the first ten. */
  private void writeFailures(List<CheckResult> checks, Tallies tallies) {
    Map<String, Tally> seen = tallies.byCheck();
    Map<String, List<String>> failures = new LinkedHashMap<>();
    for (CheckResult check : checks) {
      Tally tally = seen.get(check.id());
      if (tally != null && !tally.failing().isEmpty()) {
        failures.put(check.id(), tally.failing());
      }
    }
    DurableFile.writeJson(run.folder().validationFailures(), failures);
  }

  private void gatherQuarantine() {
    try (QuarantineFile all = new QuarantineFile(run.folder().quarantine())) {
      for (int index = 0; index < manifest.collections().size(); index++) {
        int parts = manifest.collections().get(index).parts().size();
        for (int part = 0; part < parts; part++) {
          attempt.throwIfCancelled();
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
            : full.checks().stream().map(SuiteConclusion::named).toList(),
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
