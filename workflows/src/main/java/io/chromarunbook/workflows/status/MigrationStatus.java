package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a migration stands. Others script against these names: extend, do not change.
 *
 * @param planDigest SHA-256 of the plan's canonical JSON
 * @param collections the first 100 of them
 * @param collectionsCopied how many of all are at the target
 * @param decision "GO", "NO-GO", or null while there is none
 * @param reason why it ended or waits, in one sentence; empty while it runs
 * @param awaiting what it waits for: roles, or actions to confirm; empty while it runs
 * @param digests SHA-256 of what was found and made: plan, inventory, snapshot, evidence
 * @param next the command to type next; empty where there is none
 */
public record MigrationStatus(
    String migration,
    String planDigest,
    ServerLine source,
    ServerLine target,
    RunState state,
    Step step,
    List<StepLine> steps,
    FreezeLine freeze,
    List<GateLine> gates,
    ProgressLine progress,
    List<CollectionStatus> collections,
    int collectionsTotal,
    int collectionsCopied,
    Totals totals,
    List<Criterion> criteria,
    List<Criterion> triggers,
    String decision,
    String reason,
    List<String> awaiting,
    List<UndoLine> rollback,
    List<Event> events,
    Map<String, String> digests,
    String breakGlass,
    Instant startedAt,
    String next) {}
