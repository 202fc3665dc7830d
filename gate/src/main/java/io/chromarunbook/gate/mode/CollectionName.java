package io.chromarunbook.gate.mode;

/**
 * A collection at one server.
 *
 * @param id the server's own, a UUID
 */
public record CollectionName(String id, String name) {}
