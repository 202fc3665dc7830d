package io.chromarunbook.workflows.steps;

/** Where the files lie that undo this run without Java and without Temporal. */
public record BreakGlass(String script, String guide) {}
