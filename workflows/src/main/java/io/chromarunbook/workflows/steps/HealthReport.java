package io.chromarunbook.workflows.steps;

import java.util.List;

/** Step 1.1: both servers. */
public record HealthReport(ServerFacts source, ServerFacts target, List<Finding> findings) {}
