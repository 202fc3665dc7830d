package io.chromarunbook.starter.offline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What reading a whole snapshot again showed.
 *
 * @param sound whether every file is the one that was written
 * @param digest the manifest's SHA-256; null where the manifest cannot be trusted, like all that
 *     follows but the damages
 * @param bytes on disk
 */
public record CheckedSnapshot(
    Path directory,
    boolean sound,
    String digest,
    String migration,
    Instant created,
    Instant retainUntil,
    int collections,
    int parts,
    long records,
    long bytes,
    List<SnapshotDamage> damages) {}
