package io.chromarunbook.starter.demo;

import io.chromarunbook.stack.ChromaRelease;
import java.util.Set;

/**
 * What a person wants to see.
 *
 * @param records of the corpus, in proportion
 * @param source the release to move away from
 * @param extras beyond the plain story
 */
public record DemoWishes(int records, ChromaRelease source, Set<Extra> extras) {

  /** What can be added to the story. */
  public enum Extra {
    /** The person at the terminal answers the gates. */
    ASK,
    /** The worker is killed in Step 3. */
    CRASH,
    /** The way back is ordered a minute after the cutover. */
    ROLLBACK,
    /** Everything keeps running at the end. */
    KEEP
  }

  public DemoWishes {
    extras = Set.copyOf(extras);
  }

  boolean wants(Extra extra) {
    return extras.contains(extra);
  }
}
