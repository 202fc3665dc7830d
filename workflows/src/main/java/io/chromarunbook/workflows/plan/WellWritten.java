package io.chromarunbook.workflows.plan;

/** A plan, and where in its file each of its values stands. */
public record WellWritten(Plan plan, PlanPlaces places) {}
