package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.Family;
import io.chromarunbook.activities.checks.Ownership;
import io.chromarunbook.activities.checks.Selection;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.WriteChecks;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.util.List;
import java.util.Optional;

/** Outside any run: both servers as they are, whoever moved the data. */
final class StandaloneSuite implements Occasion {

  private final Selection selection;
  private final Writing writing;

  StandaloneSuite(Selection selection, Writing writing) {
    this.selection = selection;
    this.writing = writing;
  }

  @Override
  public List<Family> families() {
    return selection.families();
  }

  @Override
  public Depth depth() {
    return selection.depth();
  }

  @Override
  public Ownership ownership(int collection, Optional<CollectionInfo> found) {
    return Ownership.UNKNOWN;
  }

  @Override
  public void probeWrites(Manifest manifest, WritableServer target, Tallies tallies) {
    if (selection.includes(WriteChecks.FAMILY)) {
      writing.probe(manifest, target, tallies);
    }
  }
}
