package io.chromarunbook.workflows.steps;

/** One collection in an inventory: its names at both servers and its records. */
public record CollectionLine(String source, String target, long records) {}
