package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.leftbehind.LeftBehindRecords;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.validation.IdSet;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Records that earlier readings of the target found whole and the last one did not find at all. */
final class OnlyInEarlier {

  private OnlyInEarlier() {}

  /**
   * Each of them once, with the file it is in.
   *
   * @param known keys of what the last reading found; the others are added
   */
  static void forEach(
      List<LeftBehindFile> earlier,
      IdSet known,
      BiConsumer<LeftBehindFile, LeftBehindRecord> each) {
    for (LeftBehindFile file : earlier) {
      forEach(
          file,
          left -> {
            if (!(left instanceof Gone) && known.add(left.key())) {
              each.accept(file, left);
            }
          });
    }
  }

  /**
   * How many a run's folder has, which takes reading all its files.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where one is not what was
   *     written
   */
  static long count(RunFolder folder) {
    LeftBehindFile last = LeftBehindFile.open(folder.leftBehind());
    IdSet known = new IdSet(last.header().records());
    forEach(last, left -> known.add(left.key()));
    List<LeftBehindFile> earlier = new ArrayList<>();
    for (int number = 1; Files.exists(folder.leftBehind(number)); number++) {
      earlier.add(LeftBehindFile.open(folder.leftBehind(number)));
    }
    long[] count = {0};
    forEach(earlier, known, (file, left) -> count[0]++);
    return count[0];
  }

  private static void forEach(LeftBehindFile file, Consumer<LeftBehindRecord> each) {
    try (LeftBehindRecords records = file.records()) {
      for (Optional<LeftBehindRecord> next = records.next();
          next.isPresent();
          next = records.next()) {
        each.accept(next.get());
      }
    }
  }
}
