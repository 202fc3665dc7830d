package io.chromarunbook.workflows.steps;

/** Where the report lies. */
public record ReportFiles(String json, String markdown) {}
