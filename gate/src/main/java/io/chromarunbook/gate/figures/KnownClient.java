package io.chromarunbook.gate.figures;

import java.time.Instant;

/** A client, and how often it asked. */
public record KnownClient(String address, String agent, String api, long requests, Instant last) {}
