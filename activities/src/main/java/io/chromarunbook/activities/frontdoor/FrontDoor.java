package io.chromarunbook.activities.frontdoor;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FreezeProof;
import java.time.Duration;

/** Whether the source takes writes, as it shows where applications reach it. */
public sealed interface FrontDoor permits ServerDoor, SnapshotDoor {

  /** For one look: beside opening the run and answering Temporal, eight seconds hold this. */
  Duration GLANCE = Duration.ofSeconds(7);

  /** The front door of a run's source. */
  static FrontDoor of(OpenRun run, Attempt attempt) {
    return run.plan().source().snapshot() == null
        ? new ServerDoor(run, attempt)
        : new SnapshotDoor(run.plan().source());
  }

  /**
   * What a write comes to while nothing is frozen.
   *
   * @throws io.chromarunbook.chroma.ChromaException where the server does not answer
   */
  FreezeProof tryBeforeFreeze();

  /**
   * What a write comes to once the source should be frozen.
   *
   * @param before what it came to while nothing was; null where nobody tried
   * @throws io.chromarunbook.chroma.ChromaException where the server does not answer
   */
  FreezeProof proveFrozen(FreezeProof before);

  /** The same in some seconds; a server that does not answer in them is silent. */
  FreezeProof lookAtFreeze(FreezeProof before);

  /**
   * Whether reads work and a write is taken again. Where none was taken before the freeze either,
   * nothing can show it.
   *
   * @param before what a write came to while nothing was frozen; null where nobody tried
   * @throws io.chromarunbook.chroma.ChromaException where the server does not answer
   */
  ActionResult proveThawed(FreezeProof before);
}
