package io.chromarunbook.gate.journal;

/**
 * What is known of a write before its body is.
 *
 * @param collection id or name as the client gave it; null where the operation names none
 * @param server where it is passed on to
 */
public record WriteHead(String operation, String collection, String server, String client) {}
