package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.transform.QuarantineEntry;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The records of one part that are put aside, within what the plan allows. Safe for use by several
 * threads.
 */
final class PartQuarantine implements AutoCloseable {

  private final Path path;
  private final String collection;
  private final long room;
  private final long allowed;
  private final Set<String> ids = new HashSet<>();
  // Few parts have anything to put aside, and only those get a file.
  private QuarantineFile file;

  /**
   * Starts anew, whatever was put aside of the part before.
   *
   * @param collection its name at the source
   * @param room records that may still be put aside
   * @param allowed by the plan, over all parts
   */
  PartQuarantine(Path path, String collection, long room, long allowed) {
    this.path = path;
    this.collection = collection;
    this.room = room;
    this.allowed = allowed;
  }

  /**
   * Puts a record aside.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind QUARANTINE_FULL where that is more than
   *     the plan allows; the file then shows what was found so far
   */
  synchronized void add(ChromaRecord original, String reason) {
    if (file == null) {
      file = new QuarantineFile(path);
    }
    file.add(new QuarantineEntry(collection, original.id(), reason, original));
    ids.add(original.id());
    if (ids.size() > room) {
      file.publish();
      throw FailureKind.QUARANTINE_FULL.failure(
          "The record '%s' of the collection '%s' cannot be migrated and the plan's quarantine takes no more than %d: %s All found so far are in %s; raise quarantine.maxRecords or change the transform with amend."
              .formatted(original.id(), collection, allowed, reason, path),
          null);
    }
  }

  synchronized boolean holds(String id) {
    return ids.contains(id);
  }

  synchronized long records() {
    return ids.size();
  }

  /** Makes the file last; a part that has nothing to put aside has no file. */
  synchronized void publish() {
    if (file != null) {
      file.publish();
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (file != null) {
      file.close();
    }
  }
}
