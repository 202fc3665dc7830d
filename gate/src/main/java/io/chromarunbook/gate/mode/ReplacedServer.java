package io.chromarunbook.gate.mode;

/**
 * The server that clients were made for, which the target takes the place of: what it said of
 * itself they go on hearing.
 *
 * @param version as its own answer says: {@code 0.5.23}
 * @param maxBatchSize how many records it told clients to send at once
 * @param tenant where the migrated collections lay
 * @param database likewise
 */
public record ReplacedServer(String version, int maxBatchSize, String tenant, String database) {}
