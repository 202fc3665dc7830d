package io.chromarunbook.activities.snapshot;

import java.nio.file.Path;
import java.util.List;

/** What was gone from a live source before it could be exported goes from its list of ids too. */
final class LeftOut {

  private LeftOut() {}

  /**
   * The list of exactly those ids whose records the parts hold, in their order. The receipt of the
   * longer list no longer fits then: an export that begins anew lists that collection again.
   */
  static StoredFile goes(
      SnapshotLayout layout, int collection, StoredFile listed, List<StoredFile> parts) {
    long held = parts.stream().mapToLong(StoredFile::records).sum();
    if (held == listed.records()) {
      return listed;
    }
    Path path = layout.ids(collection);
    try (IdsWriter ids = new IdsWriter(path)) {
      for (int part = 0; part < parts.size(); part++) {
        new PartReader(layout.part(collection, part), parts.get(part))
            .forEach(record -> ids.write(record.id()));
      }
      return ids.publish(layout.name(path));
    }
  }
}
