package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.steps.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kinds of result files validation writes. */
final class Results {

  /** A {@link PartComparison} a part. */
  static final String TARGET = "target";

  /** {@link ForeignIds} at the target, a file a collection. */
  static final String ADDED = "added";

  /** A {@link CollectionSearch} a collection. */
  static final String SEARCH = "search";

  private Results() {}

  /** Reads a result; one that is not there means that the walk before did not end. */
  static <T> T read(RunFolder folder, String kind, int collection, int part, Class<T> type) {
    Path file = folder.validation(kind, collection, part);
    if (!Files.exists(file)) {
      throw stale(file, "is missing");
    }
    return DurableFile.readJson(file, type);
  }

  static RuntimeException stale(Path file, String what) {
    return FailureKind.CORRUPT_DATA.failure(
        "The validation result " + file + " " + what + "; run Step 4 again: decide retry.", null);
  }
}
