package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.RunReference;

/**
 * One collection to be copied, and how far it is.
 *
 * @param inFlight parts that may write at a time
 * @param ahead parts that are made ready beside these; a run begun before there were any has 0
 * @param recordsBefore records of the collections copied earlier
 * @param recordsTotal records of all collections
 * @param paused whether the run was paused when this began
 * @param done what earlier parts of the same run came to
 */
public record CollectionCopy(
    RunReference run,
    CollectionWork collection,
    int inFlight,
    int ahead,
    long recordsBefore,
    long recordsTotal,
    boolean paused,
    PartSums done) {}
