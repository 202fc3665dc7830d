package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * Step 1.3.
 *
 * @param freeBytes on the disk of the run's folder
 * @param neededBytes estimated size of the snapshot
 * @param maxBatchSize what the target takes in one request
 * @param others collections at the target this run leaves alone, at most a hundred
 */
public record CapacityReport(
    long freeBytes,
    long neededBytes,
    int maxBatchSize,
    List<String> others,
    List<Finding> findings) {}
