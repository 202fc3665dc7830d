package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.Family;
import io.chromarunbook.activities.checks.Ownership;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.util.List;
import java.util.Optional;

/** On what occasion the suite runs: what it looks at, may rely on and may do there. */
interface Occasion {

  /** The families to judge, each with the checks to judge of it. */
  List<Family> families();

  /** How much is looked at for them. */
  Depth depth();

  /**
   * Whose collection the one at the target is.
   *
   * @param found under the planned name; empty where there is none
   */
  Ownership ownership(int collection, Optional<CollectionInfo> found);

  /** Shows that the target takes writes, or lets that be. */
  void probeWrites(Manifest manifest, WritableServer target, Tallies tallies);
}
