package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What of an export is complete, by the files that say so; the data itself goes unread. They lie
 * beside the snapshot: what is in there is in its manifest.
 */
record ExportReceipts(Path directory, SnapshotLayout layout) {

  /** Of a run. */
  static ExportReceipts of(RunFolder folder) {
    return new ExportReceipts(folder.export(), new SnapshotLayout(folder.snapshot()));
  }

  /** The ids' file, where it is complete and of this inventory. */
  Optional<ExportedIds> ids(int collection, String inventoryDigest) {
    return read(file(collection), ExportedIds.class)
        .filter(ids -> ids.inventoryDigest().equals(inventoryDigest))
        .filter(ids -> size(layout.ids(collection)) == ids.file().bytes());
  }

  /** A part, where it is complete and of this inventory. */
  Optional<ExportedPart> part(int collection, int part, String inventoryDigest) {
    return read(file(collection, part), ExportedPart.class)
        .filter(exported -> exported.inventoryDigest().equals(inventoryDigest))
        .filter(exported -> size(layout.part(collection, part)) == exported.file().bytes());
  }

  /** Says that the ids are complete, and of which inventory. */
  void write(int collection, ExportedIds ids) {
    DurableFile.writeJson(file(collection), ids);
  }

  /** Says that a part is complete. */
  void write(int collection, int part, ExportedPart exported) {
    DurableFile.writeJson(file(collection, part), exported);
  }

  /** The failure where a file that should be complete is not. */
  static RuntimeException missing(Path file) {
    return FailureKind.CORRUPT_DATA.failure(
        "The export of " + file + " is not complete; run Step 2 again from its beginning.", null);
  }

  private Path file(int collection) {
    return directory.resolve("%05d".formatted(collection + 1)).resolve("ids.json");
  }

  private Path file(int collection, int part) {
    return directory
        .resolve("%05d".formatted(collection + 1))
        .resolve("part-%05d.json".formatted(part + 1));
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(DurableFile.readJson(file, type)) : Optional.empty();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
