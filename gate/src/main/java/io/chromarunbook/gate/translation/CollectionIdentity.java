package io.chromarunbook.gate.translation;

/** A collection as one server knows it: by its UUID, which its paths have, and by its name. */
public record CollectionIdentity(String id, String name) {}
