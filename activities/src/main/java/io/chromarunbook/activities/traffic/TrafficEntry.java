package io.chromarunbook.activities.traffic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The journal's page of one action: what was tried last, and what came of it.
 *
 * @param activity which activity tried; its later attempts are the same activity
 * @param finishedAt null while it is not known to have ended
 * @param result null likewise
 */
record TrafficEntry(
    TrafficAction action,
    String activity,
    Instant attemptedAt,
    Instant finishedAt,
    ActionResult result) {

  static Optional<TrafficEntry> read(RunFolder folder, TrafficAction action) {
    Path file = folder.traffic(action.label());
    return Files.exists(file)
        ? Optional.of(DurableFile.readJson(file, TrafficEntry.class))
        : Optional.empty();
  }

  /** An action that is about to be tried. */
  static TrafficEntry attempted(TrafficAction action, String activity) {
    return new TrafficEntry(action, activity, Instant.now(), null, null);
  }

  TrafficEntry finished(ActionResult outcome) {
    return new TrafficEntry(action, activity, attemptedAt, Instant.now(), outcome);
  }

  void write(RunFolder folder) {
    DurableFile.writeJson(folder.traffic(action.label()), this);
  }

  @JsonIgnore
  boolean done() {
    return result != null && result.succeeded();
  }
}
