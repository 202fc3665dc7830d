package io.chromarunbook.gate.mode;

/** A collection of the source, and the one at the target that took its place. */
public record CollectionPair(CollectionName source, CollectionName target) {}
