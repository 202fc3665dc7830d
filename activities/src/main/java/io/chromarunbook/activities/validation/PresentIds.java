package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.IdsReader;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.QuarantineFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which ids of a collection are at the target, held against what a comparison found of them. */
final class PresentIds {

  private final RunFolder folder;
  private final Snapshot snapshot;

  PresentIds(RunFolder folder, Snapshot snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
  }

  /**
   * The parts of which an id has gone or come since they were compared.
   *
   * @param present whether the target has an id now
   */
  List<Integer> changedParts(int collection, Predicate<String> present) {
    List<Integer> changed = new ArrayList<>();
    snapshot.verifyIds(collection);
    try (IdsReader ids = new IdsReader(snapshot.ids(collection), 0)) {
      for (int part = 0; part < snapshot.collection(collection).parts().size(); part++) {
        Set<String> absent = absentBefore(collection, part);
        long records = snapshot.collection(collection).parts().get(part).records();
        boolean asBefore = true;
        for (long number = 0; number < records; number++) {
          String id = ids.next();
          asBefore &= present.test(id) != absent.contains(id);
        }
        if (!asBefore) {
          changed.add(part);
        }
      }
    }
    return changed;
  }

  private Set<String> absentBefore(int collection, int part) {
    PartComparison before =
        Results.read(folder, Results.TARGET, collection, part, PartComparison.class);
    Set<String> absent = new HashSet<>(QuarantineFile.ids(folder.quarantine(collection, part)));
    before.different().stream()
        .filter(PartComparison.DifferentRecord::notMigrated)
        .forEach(different -> absent.remove(different.id()));
    absent.addAll(before.missing());
    return absent;
  }
}
