package io.chromarunbook.stack;

/**
 * The process that keeps a worker alive.
 *
 * @param commandDigest tells a changed worker command from the one that runs, without writing down
 *     secrets of its environment
 */
public record SupervisorEntry(StackProcess process, String commandDigest) {}
