package io.chromarunbook.activities.scratch;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.SafeName;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Makes scratch collections at a server for one run, and removes those that dead workers left. Both
 * name and metadata must say that a collection is one: nobody else's is ever removed.
 */
public final class ScratchSpace {

  private final WritableServer server;
  private final OwnerMark owner;
  private final Predicate<MarkedScratch> ended;
  private final InstantSource clock;

  /** Scratch collections of a run at its target. */
  public static ScratchSpace of(OpenRun run, WritableServer target) {
    return new ScratchSpace(
        target,
        OwnerMark.of(run.reference()),
        scratch -> scratch.run().filter(made -> run.ended(scratch.migration(), made)).isPresent(),
        InstantSource.system());
  }

  /**
   * Scratch collections of work that is no run's.
   *
   * @param owner of which there is never more than one at a time
   */
  public static ScratchSpace of(OwnerMark owner, WritableServer server) {
    return new ScratchSpace(server, owner, scratch -> false, InstantSource.system());
  }

  ScratchSpace(
      WritableServer server, OwnerMark owner, Predicate<MarkedScratch> ended, InstantSource clock) {
    this.server = server;
    this.owner = owner;
    this.ended = ended;
    this.clock = clock;
  }

  /**
   * Makes a scratch collection; close it.
   *
   * @param like what it is to be like in all but its name and its mark
   * @throws ChromaException of kind REFUSED where the server makes none like that
   */
  public ScratchCollection open(Purpose purpose, NewCollection like) {
    String name =
        SafeName.of(purpose.kind(), owner.migration())
            .and(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    return new ScratchCollection(
        server,
        server.create(
            new NewCollection(
                name,
                owner.addedToScratch(like.metadata(), clock.instant()),
                like.distance(),
                like.index(),
                like.configuration())));
  }

  /**
   * Removes what earlier attempts of this run left, and what runs that are over or surely are have
   * left, and says how many.
   */
  public int sweep() {
    List<MarkedScratch> found =
        server.collections().stream().flatMap(info -> MarkedScratch.of(info).stream()).toList();
    int removed = 0;
    for (MarkedScratch scratch : found) {
      if (scratch.of(owner)) {
        ScratchCollection.remove(server, scratch.info());
        removed++;
      } else if ((ended.test(scratch) || scratch.surelyLeft(clock.instant()))
          && removedAnothers(scratch)) {
        removed++;
      }
    }
    return removed;
  }

  /**
   * The same for work that goes on beside what cannot be removed. Says nothing of that: whoever
   * sweeps next meets it again.
   */
  public void sweepWhatGoes() {
    try {
      int ignored = sweep();
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
    }
  }

  /** What another run left is in nobody's way, so this one does not fail for it. */
  private boolean removedAnothers(MarkedScratch scratch) {
    try {
      ScratchCollection.remove(server, scratch.info());
      return true;
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return false;
    }
  }
}
