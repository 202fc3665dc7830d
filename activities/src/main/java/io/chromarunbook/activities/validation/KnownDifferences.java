package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.StoredCollection;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was not as it should be at the target when GO was given all the same. */
public final class KnownDifferences {

  private final RunFolder folder;

  /** Of the run of this folder. */
  public KnownDifferences(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * The ids of a part that were different at the target or missing there when it was validated
   * last; none where that never happened.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where another file of the
   *     part was validated
   */
  public Set<String> ids(StoredCollection stored, int part) {
    int collection = stored.number() - 1;
    if (!Files.exists(folder.validation(Results.TARGET, collection, part))) {
      return Set.of();
    }
    PartComparison result =
        Results.read(folder, Results.TARGET, collection, part, PartComparison.class);
    if (!result.partSha256().equals(stored.parts().get(part).sha256())) {
      throw Results.stale(
          folder.validation(Results.TARGET, collection, part), "is of another part");
    }
    Set<String> ids = new LinkedHashSet<>(result.missing());
    result.different().forEach(record -> ids.add(record.id()));
    return ids;
  }
}
