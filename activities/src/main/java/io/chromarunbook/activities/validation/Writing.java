package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.ChromaServer;

/** What a validation outside any run may write at the target. */
@FunctionalInterface
public interface Writing {

  /** Nothing. */
  Writing NONE = (manifest, target, tallies) -> {};

  /** A scratch collection of each collection's settings, removed again. */
  Writing SCRATCH =
      (manifest, target, tallies) ->
          new WriteProbe(target, "validation-" + manifest.migration()).probeAll(manifest, tallies);

  /** Shows that the target takes writes, or lets that be. */
  void probe(Manifest manifest, ChromaServer target, Tallies tallies);
}
