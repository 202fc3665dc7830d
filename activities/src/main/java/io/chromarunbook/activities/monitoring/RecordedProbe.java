package io.chromarunbook.activities.monitoring;

import io.chromarunbook.workflows.steps.ProbeResult;
import java.time.Instant;

/** A probe as it lies in the run's folder. */
public record RecordedProbe(Instant at, ProbeResult result) {}
