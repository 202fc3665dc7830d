package io.chromarunbook.gate.figures;

/**
 * The last minute.
 *
 * @param errors answers of 500 and more, and those that broke
 * @param p95 milliseconds; null where nothing was answered
 */
public record AnsweredMinute(long requests, long errors, Double p95) {}
