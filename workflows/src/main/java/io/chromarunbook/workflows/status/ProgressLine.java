package io.chromarunbook.workflows.status;

/** How far the step under way is; rate and ETA are null where nothing can be said yet. */
public record ProgressLine(
    Step step, long recordsDone, long recordsTotal, Double recordsPerSecond, Double etaSeconds) {}
