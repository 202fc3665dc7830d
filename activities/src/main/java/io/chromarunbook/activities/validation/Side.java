package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaRecord;
import java.util.List;

/** What the snapshot's records are held against: a server, or two. */
interface Side {

  /** Begins with a part. */
  PartOfSide part(int collection, int part);

  /** Looks at a collection as a whole, after all its parts. */
  void collection(int collection);

  /** One part that is being compared. */
  interface PartOfSide {

    /** Holds these records against what is there under their ids. */
    void compare(List<ChromaRecord> batch);

    /** All records have been compared. */
    void end();
  }
}
