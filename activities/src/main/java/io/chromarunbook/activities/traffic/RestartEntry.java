package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the last restart of the target whose command ended well, so that a later attempt
 * at the same activity does not restart it again.
 *
 * @param activity which activity had it restarted
 * @param endedAt when the command had ended
 * @param awayFrom since when the server was seen to be away by then; null where it was not
 */
record RestartEntry(String activity, Instant endedAt, Instant awayFrom) {

  static Optional<RestartEntry> read(RunFolder folder) {
    return Files.exists(folder.targetRestart())
        ? Optional.of(DurableFile.readJson(folder.targetRestart(), RestartEntry.class))
        : Optional.empty();
  }

  void write(RunFolder folder) {
    DurableFile.writeJson(folder.targetRestart(), this);
  }
}
