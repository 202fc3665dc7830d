package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * Step 1.1: both servers.
 *
 * @param writes what a freeze probe at the front door came to while nothing was frozen
 */
public record HealthReport(
    ServerFacts source, ServerFacts target, FreezeProof writes, List<Finding> findings) {}
