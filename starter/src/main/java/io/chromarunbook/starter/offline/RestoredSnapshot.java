package io.chromarunbook.starter.offline;

import java.nio.file.Path;
import java.util.List;

/**
 * What a restore ended with.
 *
 * @param to the server
 * @param records restored and compared, every one equal
 * @param written by this call; fewer than all where an earlier one was interrupted
 * @param byTolerance records equal only within what servers are known to alter
 * @param withoutConfiguration collections whose embedding function or schema the server has no
 *     place for
 */
public record RestoredSnapshot(
    Path directory,
    String digest,
    String to,
    int collections,
    long records,
    long written,
    long byTolerance,
    List<String> withoutConfiguration,
    double seconds) {}
