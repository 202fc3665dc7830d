package io.chromarunbook.starter.bench;

/**
 * What is to be measured.
 *
 * @param records moved by each
 * @param repetitions of all three, in turn
 */
public record BenchWishes(int records, int repetitions) {}
