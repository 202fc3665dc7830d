package io.chromarunbook.activities.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.putback.PutBackDocument;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a report says beyond the status. Others script against these names: extend, do not change.
 *
 * @param plan the plan's file in the run's folder
 * @param digests SHA-256 by what it is of; files of the run's folder by their name there
 * @param searches what semantic search showed, a line a collection
 * @param queries what was asked, each collection's worst first
 * @param snapshot null where none was completed
 * @param baseline what monitoring compared with; null where it was not reached
 * @param imports what writing each part took
 * @param probes of the window after the switch
 * @param lessons a sentence each
 * @param proposed planned durations for the next run
 * @param putBack what putting records back came to; null where none were
 * @param snapshotRemoved when the snapshot was found removed; null where it is there
 * @param comparison null where there is no snapshot to compare
 */
record ReportFacts(
    Instant writtenAt,
    String folder,
    String plan,
    List<CheckResult> checks,
    List<SearchResult> searches,
    List<QueryLine> queries,
    List<Deviation> deviations,
    List<ReceiptLine> receipts,
    Map<String, String> digests,
    QuarantineLines quarantine,
    SnapshotLine snapshot,
    ThawLine thaw,
    List<PerformanceLine> performance,
    JsonNode baseline,
    List<ImportLine> imports,
    List<ProbeLine> probes,
    List<String> lessons,
    List<ProposedDuration> proposed,
    PutBackDocument.Summary putBack,
    Instant snapshotRemoved,
    ComparisonTerms comparison) {

  ReportFacts {
    // A report of an earlier release has none.
    imports = imports == null ? List.of() : List.copyOf(imports);
    probes = probes == null ? List.of() : List.copyOf(probes);
    lessons = lessons == null ? List.of() : List.copyOf(lessons);
    proposed = proposed == null ? List.of() : List.copyOf(proposed);
  }
}
