package io.chromarunbook.activities.served;

import io.chromarunbook.activities.run.DurableFile;
import java.nio.file.Path;
import java.time.Instant;

/** That a run began to fill a directory, which was empty then. */
record TargetNote(String directory, Instant at) {

  static TargetNote begun(Path directory) {
    return new TargetNote(directory.toString(), Instant.now());
  }

  void write(Path file) {
    DurableFile.writeJson(file, this);
  }
}
