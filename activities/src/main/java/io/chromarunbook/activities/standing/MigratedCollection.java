package io.chromarunbook.activities.standing;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A collection that a run brought to the target.
 *
 * @param index its number in the frozen inventory, from 0
 * @param source its name at the source
 * @param target its name at the target
 * @param records the snapshot has of it
 * @param migrated of these, how many were not put aside
 */
public record MigratedCollection(
    int index, String source, String target, long records, long migrated) {

  /** All of them, by what the run wrote down: it is known even where a server is away. */
  public static List<MigratedCollection> of(Snapshot snapshot, RunFolder folder) {
    return IntStream.range(0, snapshot.manifest().collections().size())
        .mapToObj(index -> of(index, snapshot.collection(index), folder))
        .toList();
  }

  private static MigratedCollection of(int index, StoredCollection stored, RunFolder folder) {
    long quarantined =
        IntStream.range(0, stored.parts().size())
            .mapToLong(part -> QuarantineFile.ids(folder.quarantine(index, part)).size())
            .sum();
    return new MigratedCollection(
        index, stored.name(), stored.target(), stored.records(), stored.records() - quarantined);
  }
}
