package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.validation.IdSet;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether an earlier reading holds what a later one has not. */
final class EarlierReading {

  private EarlierReading() {}

  /**
   * Whether a file has a record whose id the later reading does not name at all; what nobody can
   * read may be anything.
   *
   * @param later files of records
   * @param records in these
   */
  static boolean hasMore(Path file, List<Path> later, long records) {
    if (!Files.exists(file)) {
      return false;
    }
    IdSet known = new IdSet(records);
    for (Path each : later) {
      try (LeftBehindRecords lines = new LeftBehindRecords(each, 0)) {
        for (Optional<LeftBehindRecord> next = lines.next();
            next.isPresent();
            next = lines.next()) {
          known.add(next.get().key());
        }
      }
    }
    try (LeftBehindRecords lines = LeftBehindFile.open(file).records()) {
      for (Optional<LeftBehindRecord> next = lines.next(); next.isPresent(); next = lines.next()) {
        if (!(next.get() instanceof Gone) && !known.contains(next.get().key())) {
          return true;
        }
      }
      return false;
    } catch (ApplicationFailure damaged) {
      return true;
    }
  }
}
