package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.WritableServer;
import java.util.UUID;

/** What a validation outside any run may write at the target. */
@FunctionalInterface
public interface Writing {

  /** Nothing. */
  Writing NONE = (manifest, target, tallies) -> {};

  /** A scratch collection of each collection's settings, removed again. */
  Writing SCRATCH =
      (manifest, target, tallies) ->
          new WriteProbe(target, ScratchSpace.of(owner(manifest), target))
              .probeAll(manifest, tallies);

  /** Each is a run of its own: another home may validate the same migration at the same target. */
  private static OwnerMark owner(Manifest manifest) {
    return new OwnerMark(
        "validation-" + manifest.migration(), UUID.randomUUID().toString(), "none");
  }

  /** Shows that the target takes writes, or lets that be. */
  void probe(Manifest manifest, WritableServer target, Tallies tallies);
}
