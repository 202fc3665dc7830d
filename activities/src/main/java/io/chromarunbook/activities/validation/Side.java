package io.chromarunbook.activities.validation;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;

/**
 * What the snapshot's records are held against: a server, or two. It may be a little behind what it
 * was given, so that no server waits; {@link #settle} waits for it.
 */
public interface Side extends AutoCloseable {

  /** Begins with a part. */
  PartOfSide part(int collection, int part);

  /** Looks at a collection as a whole, after all its parts. */
  void collection(int collection);

  /**
   * Returns when everything given so far has been compared; what failed is thrown, here at last.
   */
  void settle();

  @Override
  void close();

  /** One part that is being compared. */
  interface PartOfSide {

    /** Holds these records against what is there under their ids. */
    void compare(List<ChromaRecord> batch);

    /** All records have been given. */
    void end();
  }
}
