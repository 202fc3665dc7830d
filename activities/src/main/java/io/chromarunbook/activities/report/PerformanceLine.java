package io.chromarunbook.activities.report;

/**
 * One figure, what was expected of it (by the dry-run, or as it was at the source), and what came.
 */
record PerformanceLine(String figure, String expected, String measured) {}
