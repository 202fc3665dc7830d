package io.chromarunbook.activities.validation;

import io.chromarunbook.chroma.CollectionInfo;
import java.util.Optional;

/** Notes on what is found at the target. */
interface TargetNotes {

  /** A part has been compared. */
  void part(PartComparison found);

  /**
   * All parts of a collection have been compared; nobody else asks the target just now.
   *
   * @param info what the target has under its name; empty where it has nothing
   */
  void collection(int collection, Optional<CollectionInfo> info);
}
