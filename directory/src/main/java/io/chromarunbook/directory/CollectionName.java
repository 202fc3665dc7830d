package io.chromarunbook.directory;

/** A collection's place: names are unique in a database only. */
public record CollectionName(String tenant, String database, String name) {}
