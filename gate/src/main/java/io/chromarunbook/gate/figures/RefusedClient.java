package io.chromarunbook.gate.figures;

import java.time.Instant;

/** A client whose writes are refused: what it wanted to do, and how often. */
public record RefusedClient(
    String address,
    String agent,
    String operation,
    String collection,
    long refused,
    Instant last) {}
