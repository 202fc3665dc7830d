package io.chromarunbook.gate.translation;

/**
 * An answer as a client understands it.
 *
 * @param status of HTTP; where it is 400 or more the body is JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, byte[] body) {}
