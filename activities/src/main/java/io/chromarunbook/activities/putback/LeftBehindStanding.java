package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader;
import io.chromarunbook.activities.run.RunFolder;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.util.Optional;

/**
 * How it stands with what a run left behind, by the first line of its file and what came of it; and
 * by the records of earlier readings, where there were any.
 */
public sealed interface LeftBehindStanding {

  /** No record was left behind, or all of them are at the source. */
  record Settled() implements LeftBehindStanding {}

  /**
   * Some are not at the source.
   *
   * @param open so many
   * @param records of so many
   */
  record Open(long open, long records) implements LeftBehindStanding {}

  /** A file does not say what it holds, or is missing. */
  record Unreadable() implements LeftBehindStanding {}

  /** That of a run. */
  static LeftBehindStanding of(RunFolder folder) {
    boolean readBefore = Files.exists(folder.leftBehind(1));
    if (!Files.exists(folder.leftBehind())) {
      // What an earlier reading found stays there until a later one takes its place.
      return readBefore ? new Unreadable() : new Settled();
    }
    Optional<LeftBehindHeader> header = LeftBehindFile.header(folder.leftBehind());
    if (header.isEmpty()) {
      return new Unreadable();
    }
    long records = header.get().records();
    if (readBefore) {
      try {
        records += OnlyInEarlier.count(folder);
      } catch (ApplicationFailure e) {
        return new Unreadable();
      }
    }
    long open =
        PutBackDocument.read(folder.putBack())
            .filter(summary -> summary.leftBehind().equals(header.get().sha256()))
            .map(PutBackDocument.Summary::notAtSource)
            .orElse(records);
    return open == 0 ? new Settled() : new Open(open, records);
  }
}
