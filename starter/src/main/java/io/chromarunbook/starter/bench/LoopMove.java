package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** One measurement of the plain client loop, which reads and writes by turns. */
public record LoopMove(@JsonUnwrapped Move whole, double readSeconds, double writeSeconds) {}
