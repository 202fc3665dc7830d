package io.chromarunbook.activities.run;

import java.time.Instant;

/**
 * What the served copy of a source is a copy of.
 *
 * @param directory the original
 * @param treeHash SHA-256 over its files as they were copied, 64 hex digits
 * @param release of the Chroma that opens the copy
 * @param bytes of all its files
 */
public record CopiedSource(
    String directory, String treeHash, String release, long bytes, Instant at) {}
