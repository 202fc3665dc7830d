package io.chromarunbook.gate.translation;

/**
 * A request as the target understands it. Its body is JSON and goes as {@code application/json}:
 * clients of 0.x do not say so, and a 1.x server refuses a body that is said to be anything else.
 *
 * @param path percent-encoded, without the query
 * @param query without the question mark; empty if there is none
 * @param body the client's own where nothing of it had to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record TargetCall(String method, String path, String query, byte[] body) {}
