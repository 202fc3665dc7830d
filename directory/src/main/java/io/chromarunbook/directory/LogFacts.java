package io.chromarunbook.directory;

/**
 * The log of writes, in which the newest wait for the index.
 *
 * @param entries in it
 * @param bytes of their vectors and metadata
 * @param pending entries that some index does not have yet
 * @param applied entries that nothing needs any more
 * @param appliedBytes of those
 * @param prunedByItself whether its server removes them; up to 0.5.5 none does
 */
public record LogFacts(
    long entries,
    long bytes,
    long pending,
    long applied,
    long appliedBytes,
    boolean prunedByItself) {}
