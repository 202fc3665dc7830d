package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * One measurement of us.
 *
 * @param whole Steps 2 to 4
 * @param importSeconds spent in upserts, by the receipts
 * @param workerCpuMillisPerRecord in Step 3, reading back included, without the second reading of
 *     the source
 * @param secondReadingCpuMillisPerRecord what that takes of the worker beside the import
 * @param idleShare of Step 3, in which no part was being imported, from 0 to 1
 * @param historyEvents of the run and its children
 * @param largestPayloadBytes of one value in them
 * @param snapshotRatio the snapshot's bytes over those of the plain vectors and texts
 * @param heapPeakBytes the most the worker's heap held
 * @param activitySeconds of Steps 2 to 4, by type of activity; those of parts overlap
 * @param importRates upserted records a second, in each tenth of the import
 */
public record OurMove(
    @JsonUnwrapped Move whole,
    double snapshotSeconds,
    double migrationSeconds,
    double validationSeconds,
    double importSeconds,
    double importRecordsPerSecond,
    double workerCpuMillisPerRecord,
    double secondReadingCpuMillisPerRecord,
    double idleShare,
    long historyEvents,
    long largestPayloadBytes,
    double snapshotRatio,
    long heapPeakBytes,
    Map<String, Double> activitySeconds,
    List<Double> importRates) {}
