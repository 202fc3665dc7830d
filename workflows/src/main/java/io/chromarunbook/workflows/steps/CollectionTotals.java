package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.evidence.Totals;

/** How the records of one collection, named as at the source, ended up. */
public record CollectionTotals(String collection, long targetCount, Totals totals) {}
