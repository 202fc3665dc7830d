package io.chromarunbook.gate.translation;

/** A collection that was migrated: which one of the source became which one of the target. */
public record CollectionMapping(CollectionIdentity source, CollectionIdentity target) {}
