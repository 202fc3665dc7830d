package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Records by what became of them. */
record Counted(long added, long changed, long gone) {

  /** Those in some files of records. */
  static Counted in(List<Path> files) {
    long added = 0;
    long changed = 0;
    long gone = 0;
    for (Path file : files) {
      try (LeftBehindRecords records = new LeftBehindRecords(file, 0)) {
        for (Optional<LeftBehindRecord> next = records.next();
            next.isPresent();
            next = records.next()) {
          if (next.get() instanceof Added) {
            added++;
          } else if (next.get() instanceof Changed) {
            changed++;
          } else {
            gone++;
          }
        }
      }
    }
    return new Counted(added, changed, gone);
  }

  long records() {
    return added + changed + gone;
  }
}
