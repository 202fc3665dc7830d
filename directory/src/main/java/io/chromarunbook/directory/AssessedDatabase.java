package io.chromarunbook.directory;

/** A database and whose it is. */
public record AssessedDatabase(String tenant, String name) {}
