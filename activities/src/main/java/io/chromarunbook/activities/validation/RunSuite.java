package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.Family;
import io.chromarunbook.activities.checks.Ownership;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.util.List;
import java.util.Optional;

/** Step 4 of a run: all there is, against what the run wrote down. */
final class RunSuite implements Occasion {

  private final OpenRun run;

  RunSuite(OpenRun run) {
    this.run = run;
  }

  @Override
  public List<Family> families() {
    return Catalogue.FAMILIES;
  }

  @Override
  public Depth depth() {
    return Depth.QUERIES;
  }

  @Override
  public Ownership ownership(int collection, Optional<CollectionInfo> found) {
    boolean created =
        new CreationRecord(run.folder())
            .of(collection)
            .flatMap(own -> found.filter(there -> there.id().equals(own.uuid())))
            .isPresent();
    return created ? Ownership.OWN : Ownership.OTHER;
  }

  @Override
  public void probeWrites(Manifest manifest, WritableServer target, Tallies tallies) {
    new WriteProbe(target, ScratchSpace.of(run, target)).probeAll(manifest, tallies);
  }
}
