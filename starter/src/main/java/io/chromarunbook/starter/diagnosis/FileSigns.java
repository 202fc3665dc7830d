package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.FilesLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Signs in the run's folder. */
final class FileSigns {

  /** With less than this a run that goes on soon meets the end of the disk. */
  private static final long LOW = 100_000_000;

  private FileSigns() {}

  static List<Sign> of(RunFacts facts) {
    List<Sign> found = new ArrayList<>();
    facts.files().ifPresent(files -> of(files, facts, found));
    return found;
  }

  private static void of(FilesLook files, RunFacts facts, List<Sign> found) {
    if (!files.snapshotDamages().isEmpty()) {
      found.add(
          Sign.of(
              DamagedFiles.SNAPSHOT, null, null, files.snapshotDamages().toArray(String[]::new)));
    }
    if (!files.otherDamages().isEmpty()) {
      found.add(
          Sign.of(DamagedFiles.RECEIPTS, null, null, files.otherDamages().toArray(String[]::new)));
    }
    boolean goesOn = facts.end().isEmpty() && facts.stranded().isEmpty();
    if (goesOn && files.freeBytes() >= 0 && files.freeBytes() < LOW) {
      found.add(
          Sign.of(
              DamagedFiles.DISK_LOW,
              null,
              null,
              String.format(
                  Locale.ROOT,
                  "%.1f MB are free where %s is.",
                  files.freeBytes() / 1e6,
                  files.path())));
    }
  }
}
