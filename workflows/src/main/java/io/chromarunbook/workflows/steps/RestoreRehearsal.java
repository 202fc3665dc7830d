package io.chromarunbook.workflows.steps;

import java.time.Duration;

/**
 * What restoring records of the snapshot into scratch collections showed.
 *
 * @param records restored, read back and equal
 * @param byTolerance of those, equal only within what servers are known to alter
 * @param leftOut chosen as well, but of a kind the target's release does not take
 * @param took time in which the server wrote them and gave them back
 * @param recovery how long restoring all records would take at that rate
 */
public record RestoreRehearsal(
    long records, long byTolerance, long leftOut, Duration took, Duration recovery) {}
