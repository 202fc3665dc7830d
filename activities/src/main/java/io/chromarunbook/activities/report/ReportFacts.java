package io.chromarunbook.activities.report;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param snapshot null where none was completed
 * @param baseline what monitoring compared with; null where it was not reached
 */
record ReportFacts(
    Instant writtenAt,
    String folder,
    String plan,
    List<CheckResult> checks,
    List<SearchResult> queries,
    List<Deviation> deviations,
    List<ReceiptLine> receipts,
    Map<String, String> digests,
    QuarantineLines quarantine,
    SnapshotLine snapshot,
    ThawLine thaw,
    List<PerformanceLine> performance,
    JsonNode baseline) {}
