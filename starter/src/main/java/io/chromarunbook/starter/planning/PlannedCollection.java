package io.chromarunbook.starter.planning;

/** A collection that migrates, as the source has it now. */
public record PlannedCollection(String name, String targetName, long records) {}
