package io.chromarunbook.gate.figures;

/**
 * What was answered since the door was opened; refused writes are not among it.
 *
 * @param errors answers of 500 and more, and those that broke
 */
public record Answered(
    long requests, long errors, LatencyMillis latencyMillis, AnsweredMinute perMinute) {

  /** Milliseconds from a request's first line to its answer's end; null before the first. */
  public record LatencyMillis(Double p50, Double p95) {}
}
