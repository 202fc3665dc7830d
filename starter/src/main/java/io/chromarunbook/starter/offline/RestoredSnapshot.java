package io.chromarunbook.starter.offline;

import java.nio.file.Path;

/**
 * What a restore ended with.
 *
 * @param to the server
 * @param records restored and compared, every one equal
 * @param written by this call; fewer than all where an earlier one was interrupted
 * @param byTolerance records equal only within what servers are known to alter
 */
public record RestoredSnapshot(
    Path directory,
    String digest,
    String to,
    int collections,
    long records,
    long written,
    long byTolerance,
    double seconds) {}
